//! Policies: who sees which row.

use super::{Applied, Apply, resolve::TableKey};
use crate::{
    catalog::{Expr, Policy, depend::Object},
    diagnostic::{Code, Diagnostic},
    parse::{AlterPolicy, CreatePolicy, Drop, ExprText, Name, ObjectName, PolicyChange},
    source::Span,
};

impl Apply<'_> {
    pub(super) fn create_policy(&mut self, create: &CreatePolicy, span: &Span) -> Applied {
        let problem = match (create.command, &create.using, &create.check) {
            ("INSERT", Some(using), _) => {
                Some(("only WITH CHECK expression allowed for INSERT", &using.span))
            }
            ("SELECT" | "DELETE", _, Some(check)) => Some((
                "WITH CHECK cannot be applied to SELECT or DELETE",
                &check.span,
            )),
            _ => None,
        };
        if let Some((title, span)) = problem {
            return Err(self.error(Code::D0112, "42601", title, span, "not for this command"));
        }
        let key = self.find_table(&create.table)?;
        let using = self.policy_condition(&key, create.using.as_ref())?;
        let check = self.policy_condition(&key, create.check.as_ref())?;
        self.policy_is_new(&key, &create.name)?;
        let policy = Policy {
            name: create.name.text.clone(),
            permissive: create.permissive,
            command: create.command.to_owned(),
            roles: sorted(&create.roles),
            using,
            check,
            comment: None,
            place: Some(self.place(span)),
        };
        let table = self.table(&key)?;
        table.policies.push(policy);
        table.sort();
        Ok(())
    }

    /// A query may stand in it: what the query names is looked at by a server only.
    fn policy_condition(&self, key: &TableKey, expr: Option<&ExprText>) -> Applied<Option<Expr>> {
        let Some(expr) = expr else {
            return Ok(None);
        };
        if expr.subquery.is_none() {
            self.expr_columns(key, expr)?;
        }
        self.settled(expr).map(Some)
    }

    fn policy_is_new(&self, key: &TableKey, name: &Name) -> Applied {
        let mut policies = self.table_ref(key)?.policies.iter();
        if !policies.any(|policy| policy.name == name.text) {
            return Ok(());
        }
        let title = format!(
            "policy \"{}\" for table \"{}\" already exists",
            name.text, key.1
        );
        Err(self.error(
            Code::D0107,
            "42710",
            title,
            &name.span,
            "this name is taken",
        ))
    }

    fn no_policy(&self, name: &Name, table: &str) -> Box<Diagnostic> {
        let title = format!(
            "policy \"{}\" for table \"{table}\" does not exist",
            name.text
        );
        self.error(Code::D0106, "42704", title, &name.span, "no such policy")
    }

    fn policy(&mut self, key: &TableKey, name: &Name) -> Applied<&mut Policy> {
        let missing = self.no_policy(name, &key.1);
        let mut policies = self.table(key)?.policies.iter_mut();
        policies
            .find(|policy| policy.name == name.text)
            .ok_or(missing)
    }

    pub(super) fn alter_policy(&mut self, alter: &AlterPolicy) -> Applied {
        let key = self.find_table(&alter.table)?;
        match &alter.change {
            PolicyChange::RenameTo(to) => {
                self.policy_is_new(&key, to)?;
                self.policy(&key, &alter.name)?.name.clone_from(&to.text);
                self.table(&key)?.sort();
                Ok(())
            }
            PolicyChange::To {
                roles,
                using,
                check,
            } => {
                let command = self.policy(&key, &alter.name)?.command.clone();
                let problem = match (&*command, using, check) {
                    ("SELECT" | "DELETE", _, Some(check)) => Some((
                        "only USING expression allowed for SELECT, DELETE",
                        &check.span,
                    )),
                    ("INSERT", Some(using), _) => {
                        Some(("only WITH CHECK expression allowed for INSERT", &using.span))
                    }
                    _ => None,
                };
                if let Some((title, span)) = problem {
                    let label = "not for this command";
                    return Err(self.error(Code::D0112, "42601", title, span, label));
                }
                let using = self.policy_condition(&key, using.as_ref())?;
                let check = self.policy_condition(&key, check.as_ref())?;
                let policy = self.policy(&key, &alter.name)?;
                if let Some(roles) = roles {
                    policy.roles = sorted(roles);
                }
                policy.using = using.or(policy.using.take());
                policy.check = check.or(policy.check.take());
                Ok(())
            }
        }
    }

    pub(super) fn drop_policy(&mut self, drop: &Drop, name: &Name, table: &ObjectName) -> Applied {
        if drop.if_exists && self.relation(table).is_none() {
            return Ok(());
        }
        let key = self.find_table(table)?;
        let mut policies = self.table_ref(&key)?.policies.iter();
        if !policies.any(|policy| policy.name == name.text) {
            return if drop.if_exists {
                Ok(())
            } else {
                Err(self.no_policy(name, &key.1))
            };
        }
        let policy = Object::Policy(key, name.text.clone());
        self.delete(&[policy], drop.cascade, &name.span)
    }

    pub(super) fn comment_on_policy(
        &mut self,
        name: &Name,
        table: &ObjectName,
        text: Option<&String>,
    ) -> Applied {
        let key = self.find_table(table)?;
        self.policy(&key, name)?.comment = text.cloned();
        Ok(())
    }
}

/// `public` is everybody, whoever else is named.
fn sorted(roles: &[String]) -> Vec<String> {
    if roles.is_empty() || roles.iter().any(|role| role == "public") {
        return vec!["public".to_owned()];
    }
    let mut roles = roles.to_vec();
    roles.sort();
    roles.dedup();
    roles
}
