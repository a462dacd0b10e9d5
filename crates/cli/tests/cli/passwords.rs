//! A password given in a URL comes out nowhere.

use crate::support::Project;

#[test]
fn whatever_goes_wrong() {
    let project = Project::with(&[("001_a.sql", "SELECT 1;")]);
    for url in [
        "postgres://u:s3cret@localhost:1/d",
        "postgres://u:s3cret@db.example.com/d",
        "postgres://u:s3cret@localhost:port/d",
        "postgres://u:s3cret@localhost:1/d?sslmode=require",
        "postgres://u:s3cret@localhost:1/d?nonsense=1",
        "postgres://u:s3cret%zz@localhost:1/d",
        "postgres://u:a/s3cret@localhost:1/d",
        "postgres://localhost:1/d?user=u&password=s3cret",
        "postgres://u:s3cret@localhost:1",
        "mysql://u:s3cret@localhost/d",
        "host=localhost password=s3cret dbname=d",
    ] {
        for arguments in [
            &["migrate", "up", "--database-url", url][..],
            &["migrate", "up", "--create", "--database-url", url],
            &["reset", "--yes", "d", "--database-url", url],
            &["reset", "--database-url", url, "--force"],
            &[
                "migrate",
                "status",
                "--database-url",
                "postgres://localhost:1/d",
                url,
            ],
        ] {
            let run = project.run(arguments).expect(2);
            let said = format!("{}{}", run.stdout, run.stderr);
            assert!(!said.contains("s3cret"), "{arguments:?}\n{said}");
            assert!(!said.contains("panicked"), "{said}");
        }
    }
}

#[test]
fn another_machine_is_refused_before_anything_is_sent() {
    let project = Project::with(&[("001_a.sql", "SELECT 1;")]);
    let at = ["--database-url", "postgres://u:s3cret@192.0.2.1/d"];
    let run = project
        .run(&[&["migrate", "up"], &at[..]].concat())
        .expect(2);
    assert!(
        run.stderr.contains("speaks no TLS") && run.stderr.contains("ssh -L"),
        "{}",
        run.stderr
    );
}
