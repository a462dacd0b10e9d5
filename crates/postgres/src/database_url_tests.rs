//! URLs that are read, refused and printed.

use super::*;

fn refusal(url: &str, variables: &[(&str, &str)]) -> Option<String> {
    let variable = |name: &str| {
        variables
            .iter()
            .find(|(found, _)| *found == name)
            .map(|(_, value)| (*value).to_owned())
    };
    let url = DatabaseUrl::parse(url).unwrap();
    url.refuse_other_machines(variable)
        .err()
        .map(|failure| failure.to_string())
}

#[test]
fn the_password_is_printed_nowhere() {
    for url in [
        "postgres://u:s3cret@localhost/d",
        "postgres://u:s3c%72et@localhost/d",
        "postgres://u@localhost/d?password=s3cret",
        "postgresql://u:s3cret@localhost:1/d?sslpassword=s3cret&x=1",
    ] {
        let read = DatabaseUrl::parse(url).unwrap();
        let shown = format!("{read} {read:?} {}", read.scrub("it was s3cret"));
        assert!(!shown.contains("s3c") && shown.contains("***"), "{shown}");
        let other = read.with_database("postgres");
        assert!(other.text.as_str().contains("s3c") && !other.to_string().contains("s3c"));
    }
}

#[test]
fn a_quoted_url_loses_its_password() {
    let quoted = "error: unexpected argument 'postgres://u:a/b@c@h/d?password=x&y=1' found\n";
    let shown = "error: unexpected argument 'postgres://u:***@h/d?password=***&y=1' found\n";
    assert_eq!(redacted(quoted), shown);
    assert_eq!(redacted("postgres://u@h:5432/d"), "postgres://u@h:5432/d");
}

#[test]
fn what_is_wrong_is_said_without_repeating_it() {
    for (url, part) in [
        ("mysql://u:s3cret@h/d", "expected postgres://"),
        ("host=h password=s3cret dbname=d", "expected postgres://"),
        ("postgres://u:s3c/ret@h/d", "%2F"),
        ("postgres://u:s3c@ret@h/d", "%40"),
        ("postgres://u:s3cret%zz@h/d", "two hexadecimal digits"),
        ("postgres://u:s3cret@h", "names no database"),
        ("postgres://u:s3cret@h/", "names no database"),
    ] {
        let message = DatabaseUrl::parse(url).unwrap_err().to_string();
        assert!(
            message.contains(part) && !message.contains("s3c"),
            "{url}: {message}"
        );
    }
}

#[test]
fn sockets_and_this_machine_are_let_through() {
    for url in [
        "postgres:///d",
        "postgres:///d?host=/var/run/postgresql",
        "postgres://%2Ftmp%2Fx:5432/d",
        "postgres://u:p@localhost:5433/d",
        "postgres://127.0.0.1/d",
        "postgres://[::1]:5432/d",
    ] {
        assert_eq!(refusal(url, &[]), None, "{url}");
    }
}

#[test]
fn every_way_to_name_another_machine_is_refused() {
    for url in [
        "postgres://u:s3cret@db.example.com/d",
        "postgres://10.0.0.1:5432/d",
        "postgres://[2001:db8::1]/d",
        "postgres://localhost,db.example.com/d",
        "postgres:///d?host=db.example.com",
        "postgres://localhost/d?hostaddr=10.0.0.1",
        "postgres:///d?service=production",
    ] {
        let refusal = refusal(url, &[]).expect(url);
        assert!(!refusal.contains("s3cret"), "{refusal}");
    }
    assert!(refusal("postgres:///d", &[("PGHOST", "db.example.com")]).is_some());
    assert!(refusal("postgres://localhost/d", &[("PGHOST", "db.example.com")]).is_none());
    assert!(refusal("postgres://localhost/d", &[("PGHOSTADDR", "10.0.0.1")]).is_some());
    assert!(refusal("postgres://localhost/d", &[("PGSERVICE", "production")]).is_some());
}

#[test]
fn another_database_on_the_same_server() {
    let url = DatabaseUrl::parse("postgres://u:p@%2Ftmp:1/a%20b?dbname=c&x=1").unwrap();
    assert_eq!(url.database(), "c");
    assert_eq!(
        url.with_database("d e").text,
        "postgres://u:p@%2Ftmp:1/d%20e?x=1"
    );
}
