//! `CREATE DOMAIN` and `ALTER DOMAIN`.

use super::{Applied, Apply, define_column::collation, resolve::suggest, types::TypeKind};
use crate::{
    catalog::{Check, Domain, Expr, PgType, depend::Object, walk::Key},
    diagnostic::{Code, Diagnostic},
    nearest::nearest,
    parse::{
        AlterDomain, AlterDomainAction, Constraint, ConstraintKind, CreateDomain, ExprText, Name,
        ObjectName,
    },
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_domain(&mut self, create: &CreateDomain, span: &Span) -> Applied {
        let schema = self.schema_of(&create.name)?;
        let name = &create.name.name;
        self.type_name_is_free(&schema, name)?;
        let base = self.resolve_type(&create.base)?;
        // A domain takes over the default of one that it stands on.
        let below = self.domain_of(&base);
        let mut domain = Domain {
            name: name.text.clone(),
            not_null: false,
            default: below.and_then(|below| below.default.clone()),
            collation: collation(create.collation.as_ref()),
            checks: Vec::new(),
            comment: None,
            place: Some(self.place(span)),
            renames: Vec::new(),
            base,
        };
        self.domain_constraints(&mut domain, &create.constraints)?;
        let key = (schema, name.text.clone());
        self.schema(&key.0).domains.insert(key.1.clone(), domain);
        for constraint in &create.constraints {
            self.add_domain_check(&key, constraint)?;
        }
        Ok(())
    }

    fn domain_of(&self, ty: &PgType) -> Option<&Domain> {
        let schema = self.catalog.schemas.get(ty.schema.as_ref()?)?;
        schema.domains.get(&ty.name).filter(|_| !ty.array)
    }

    /// What is said about a domain beside its checks, which are added once it is there.
    fn domain_constraints(&self, domain: &mut Domain, constraints: &[Constraint]) -> Applied {
        let (mut defaulted, mut null) = (false, None);
        for constraint in constraints {
            let span = &constraint.span;
            match &constraint.kind {
                ConstraintKind::Default(expr) => {
                    if defaulted {
                        let title = "multiple default expressions";
                        return Err(self.error(Code::D0112, "42601", title, span, "a second one"));
                    }
                    defaulted = true;
                    domain.default = self.domain_default(domain, expr)?;
                }
                ConstraintKind::NotNull | ConstraintKind::Null => {
                    let not_null = matches!(constraint.kind, ConstraintKind::NotNull);
                    if null.is_some_and(|before| before != not_null) {
                        let title = "conflicting NULL/NOT NULL constraints";
                        let label = "contradicts what was said before";
                        return Err(self.error(Code::D0112, "42601", title, span, label));
                    }
                    null = Some(not_null);
                    domain.not_null = not_null;
                }
                ConstraintKind::Check { no_inherit, .. } if *no_inherit => {
                    let title = "check constraints for domains cannot be marked NO INHERIT";
                    return Err(self.error(Code::D0112, "42P17", title, span, "not here"));
                }
                ConstraintKind::Check { .. } => {}
                other => return Err(self.not_for_domains(other, span)),
            }
        }
        Ok(())
    }

    fn not_for_domains(&self, kind: &ConstraintKind, span: &Span) -> Box<Diagnostic> {
        let what = match kind {
            ConstraintKind::Unique(_) => "unique",
            ConstraintKind::PrimaryKey(_) => "primary key",
            ConstraintKind::ForeignKey(_) => "foreign key",
            _ => {
                let title = "syntax error: this is no constraint of a domain";
                return self.error(Code::D0002, "42601", title, span, "belongs to a column");
            }
        };
        let title = format!("{what} constraints not possible for domains");
        self.error(Code::D0112, "42601", title, span, "belongs to a table")
    }

    /// A default of NULL is none, but for a domain on a domain, whose default it takes away.
    fn domain_default(&self, domain: &Domain, expr: &ExprText) -> Applied<Option<Expr>> {
        let default = self.default(expr)?;
        self.default_fits(&domain.name, &domain.base, &default, &expr.span)?;
        let none = default.is_null() && self.domain_of(&domain.base).is_none();
        Ok((!none).then_some(default))
    }

    fn add_domain_check(&mut self, key: &Key, constraint: &Constraint) -> Applied {
        let ConstraintKind::Check {
            expr, validated, ..
        } = &constraint.kind
        else {
            return Ok(());
        };
        let name = match &constraint.name {
            Some(name) => {
                if self.domain_check(key, &name.text).is_some() {
                    let title = format!(
                        "constraint \"{}\" for domain \"{}\" already exists",
                        name.text, key.1
                    );
                    let label = "this name is taken";
                    return Err(self.error(Code::D0107, "42710", title, &name.span, label));
                }
                name.text.clone()
            }
            None => self
                .schema(&key.0)
                .choose_constraint(&key.1, None, "check", &[]),
        };
        self.no_subquery(expr, "check constraint")?;
        self.only_value(expr)?;
        self.calls_exist(&expr.calls)?;
        let check = Check {
            name,
            expr: self.settled(expr)?,
            validated: *validated,
            local: true,
            no_inherit: false,
            comment: None,
            place: Some(self.place(&constraint.span)),
        };
        if let Some(domain) = self.domain(key) {
            domain.checks.push(check);
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(())
    }

    /// A domain's check names nothing but the value.
    fn only_value(&self, expr: &ExprText) -> Applied {
        let other = expr.columns.iter().find(|reference| {
            let value = reference.column.text == "value" && !reference.column.quoted;
            !value || reference.table.is_some()
        });
        let Some(other) = other else {
            return Ok(());
        };
        let span = &other.column.span;
        if let Some(table) = &other.table {
            let title = format!("missing FROM-clause entry for table \"{}\"", table.text);
            let label = "a domain has no table";
            return Err(self.error(Code::D0101, "42P01", title, &table.span, label));
        }
        let title = format!("column \"{}\" does not exist", other.column.text);
        let error = self.error(Code::D0103, "42703", title, span, "a domain has no columns");
        Err(Box::new(error.help("the value is called VALUE here")))
    }

    fn domain(&mut self, key: &Key) -> Option<&mut Domain> {
        self.schema(&key.0).domains.get_mut(&key.1)
    }

    pub(super) fn domain_check(&mut self, key: &Key, name: &str) -> Option<&mut Check> {
        let mut checks = self.domain(key)?.checks.iter_mut();
        checks.find(|check| check.name == name)
    }

    /// The domain that a statement names.
    pub(super) fn find_domain(&self, name: &ObjectName) -> Applied<Key> {
        let (key, kind) = self.find_type(name)?;
        if kind == TypeKind::Domain {
            return Ok(key);
        }
        Err(self.not_a_domain(name, &key))
    }

    fn not_a_domain(&self, name: &ObjectName, key: &Key) -> Box<Diagnostic> {
        let title = format!("{} is not a domain", PgType::of(key));
        let error = self.error(Code::D0114, "42809", title, &name.span(), "no domain");
        Box::new(error.help("write ALTER TYPE"))
    }

    pub(super) fn alter_domain(&mut self, alter: &AlterDomain) -> Applied {
        let key = self.find_domain(&alter.name)?;
        match &alter.action {
            AlterDomainAction::SetDefault(expr) => {
                let Some(domain) = self.domain(&key).map(|domain| domain.clone()) else {
                    return Ok(());
                };
                let default = self.domain_default(&domain, expr)?;
                self.set_domain_default(&key, default);
                Ok(())
            }
            AlterDomainAction::DropDefault => {
                self.set_domain_default(&key, None);
                Ok(())
            }
            AlterDomainAction::SetNotNull(not_null) => {
                if *not_null {
                    self.values_are_found(&key, &alter.name.span())?;
                }
                if let Some(domain) = self.domain(&key) {
                    domain.not_null = *not_null;
                }
                Ok(())
            }
            AlterDomainAction::AddConstraint(constraint) => match &constraint.kind {
                ConstraintKind::Check {
                    no_inherit: false,
                    validated,
                    ..
                } => {
                    self.add_domain_check(&key, constraint)?;
                    if *validated {
                        self.values_are_found(&key, &alter.name.span())?;
                    }
                    Ok(())
                }
                ConstraintKind::Check { .. } => {
                    let title = "check constraints for domains cannot be marked NO INHERIT";
                    let span = &constraint.span;
                    Err(self.error(Code::D0112, "42P17", title, span, "not here"))
                }
                other => Err(self.not_for_domains(other, &constraint.span)),
            },
            AlterDomainAction::DropConstraint {
                name,
                if_exists,
                cascade,
            } => {
                if self.domain_check(&key, &name.text).is_none() {
                    return if *if_exists {
                        Ok(())
                    } else {
                        Err(self.no_domain_check(&alter.name, &key, name))
                    };
                }
                let check = Object::DomainConstraint(key, name.text.clone());
                self.delete(&[check], *cascade, &name.span)
            }
            AlterDomainAction::RenameConstraint { from, to } => {
                self.rename_domain_check(&alter.name, &key, from, to)
            }
            AlterDomainAction::ValidateConstraint(name) => {
                if self.domain_check(&key, &name.text).is_none() {
                    return Err(self.no_domain_check(&alter.name, &key, name));
                }
                self.values_are_found(&key, &alter.name.span())?;
                if let Some(check) = self.domain_check(&key, &name.text) {
                    check.validated = true;
                }
                Ok(())
            }
            AlterDomainAction::RenameTo(to) => {
                self.rename_type(&alter.name, &key, TypeKind::Domain, to, &alter.span)
            }
            AlterDomainAction::SetSchema(schema) => {
                self.move_type(&alter.name, &key, TypeKind::Domain, schema)
            }
            AlterDomainAction::Nothing => Ok(()),
        }
    }

    /// Postgres looks for a domain's values in columns of the domain alone, and refuses where they can be
    /// inside of other values.
    fn values_are_found(&self, key: &Key, span: &Span) -> Applied {
        let inside = self.catalog.stored(|ty| self.catalog.boxes(ty, key));
        let Some((table, column)) = inside else {
            return Ok(());
        };
        let ty = PgType::of(key);
        let title =
            format!("cannot alter type \"{ty}\" because column \"{table}.{column}\" uses it");
        Err(self.error(Code::D0110, "0A000", title, span, "inside of other values"))
    }

    fn set_domain_default(&mut self, key: &Key, default: Option<Expr>) {
        if let Some(domain) = self.domain(key) {
            domain.default = default;
        }
    }

    fn rename_domain_check(
        &mut self,
        domain: &ObjectName,
        key: &Key,
        from: &Name,
        to: &Name,
    ) -> Applied {
        if self.domain_check(key, &from.text).is_none() {
            let title = format!(
                "constraint \"{}\" for domain {} does not exist",
                from.text,
                domain.shown()
            );
            let label = "no such constraint";
            return Err(self.error(Code::D0106, "42704", title, &from.span, label));
        }
        if self.domain_check(key, &to.text).is_some() {
            let title = format!(
                "constraint \"{}\" for domain {} already exists",
                to.text,
                domain.shown()
            );
            return Err(self.error(Code::D0107, "42710", title, &to.span, "this name is taken"));
        }
        if let Some(check) = self.domain_check(key, &from.text) {
            check.name.clone_from(&to.text);
        }
        if let Some(domain) = self.domain(key) {
            domain.checks.sort_by(|a, b| a.name.cmp(&b.name));
        }
        Ok(())
    }

    fn no_domain_check(&mut self, domain: &ObjectName, key: &Key, name: &Name) -> Box<Diagnostic> {
        let known = self.domain(key).into_iter().flat_map(|it| &it.checks);
        let known: Vec<String> = known.map(|check| check.name.clone()).collect();
        let title = format!(
            "constraint \"{}\" of domain \"{}\" does not exist",
            name.text,
            domain.shown()
        );
        let error = self.error(
            Code::D0106,
            "42704",
            title,
            &name.span,
            "no such constraint",
        );
        suggest(error, nearest(&name.text, known))
    }
}
