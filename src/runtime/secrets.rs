//! Secrets where Flyte puts them (`flytepropeller/pkg/webhook/k8s_secrets.go`).

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::Environment;
use crate::eval::Secrets as Known;
use crate::program::TaskOptions;

/// Where secrets are mounted by default.
const FOLDER: &str = "/etc/flyte/secrets";

/// The default prefix of the names of variables.
const PREFIX: &str = "_FSEC_";

/// Reads secrets and remembers them, so that they can be masked.
#[derive(Debug, Default)]
pub(crate) struct Secrets {
    /// Those that were found.
    pub known: Known,
    /// The variables that tasks ask for by `env_var`, each after the name of its secret.
    variables: Mutex<Vec<(String, String)>>,
}

impl Secrets {
    /// Reads all secrets that a task may read, before it does: values from elsewhere may contain them. Missing ones are reported where
    /// code asks for it.
    pub(crate) fn expect(&self, task: &TaskOptions, environment: Environment<'_>) {
        for secret in &task.secrets {
            let name = format!("{}/{}", secret.group, secret.key);
            if let Some(variable) = &secret.env_var {
                let own = (name.clone(), variable.clone());
                let mut variables = self.variables.lock().unwrap_or_else(PoisonError::into_inner);
                if !variables.contains(&own) {
                    variables.push(own);
                }
            }
            let _missing = self.find(&name, environment);
        }
    }

    /// The secret `group/key`: in the variable that its task asks for, and then as flytekit looks it up: in the environment with and without
    /// prefix, then in the mounted file. A shell cannot set every such variable, so each is looked for with `_` in place of `-` and `.` too. White
    /// space around the secret is not part of it.
    ///
    /// # Errors
    /// Returns the places that were searched, for the user.
    #[expect(clippy::disallowed_methods, reason = "Flyte mounts secrets as files")]
    pub(crate) fn find(&self, name: &str, environment: Environment<'_>) -> Result<String, String> {
        let (group, key) = name.split_once('/').unwrap_or(("", name));
        let joined = [group, key].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_").to_uppercase();
        let prefix = environment("FLYTE_SECRETS_ENV_PREFIX").unwrap_or_else(|| PREFIX.to_owned());
        let mut variables = self.asked_for(name);
        let plain = joined.replace(['-', '.'], "_");
        variables.extend([format!("{prefix}{joined}"), joined, format!("{prefix}{plain}"), plain]);
        let folder = environment("FLYTE_SECRETS_DEFAULT_DIR").unwrap_or_else(|| FOLDER.to_owned());
        let file = PathBuf::from(folder).join(group.to_lowercase()).join(key.to_lowercase());
        let found = variables.iter().find_map(|variable| environment(variable)).or_else(|| std::fs::read_to_string(&file).ok());
        let Some(value) = found else {
            let file = file.display();
            let settable = |variable: &&String| variable.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            let variable = variables.iter().find(settable).unwrap_or(&variables[0]);
            return Err(format!("the secret `{name}` does not exist: set the variable `{variable}` or write the file `{file}`"));
        };
        let value = value.trim().to_owned();
        self.known.remember(&value);
        Ok(value)
    }

    /// The variables that tasks ask for a secret in.
    fn asked_for(&self, name: &str) -> Vec<String> {
        let variables = self.variables.lock().unwrap_or_else(PoisonError::into_inner);
        variables.iter().filter(|(secret, _)| secret == name).map(|(_, variable)| variable.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Secret, SecretMount};

    #[test]
    fn variables_come_before_files() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("g")).unwrap();
        std::fs::write(folder.path().join("g/k"), "from the file\n").unwrap();
        let path = folder.path().to_string_lossy().into_owned();
        let secrets = Secrets::default();
        let find = |variables: &[(&str, &str)]| {
            secrets.find("G/K", &|name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(find(&[("FLYTE_SECRETS_DEFAULT_DIR", &path)]), Ok("from the file".to_owned()));
        assert_eq!(find(&[("FLYTE_SECRETS_DEFAULT_DIR", &path), ("G_K", "bare")]), Ok("bare".to_owned()));
        assert_eq!(find(&[("G_K", "bare"), ("_FSEC_G_K", "prefixed ")]), Ok("prefixed".to_owned()));
        assert_eq!(find(&[("FLYTE_SECRETS_ENV_PREFIX", "P_"), ("P_G_K", "own")]), Ok("own".to_owned()));
        assert!(find(&[("FLYTE_SECRETS_DEFAULT_DIR", "/nowhere")]).unwrap_err().contains("`_FSEC_G_K`"));
        assert_eq!(secrets.known.masked("a bare and a prefixed one"), "a *** and a *** one");
    }

    #[test]
    fn a_task_may_name_the_variable_of_a_secret() {
        let secrets = Secrets::default();
        let secret = Secret {
            group: "registry".to_owned(),
            key: "apikey".to_owned(),
            version: None,
            mount: SecretMount::Env,
            env_var: Some("MY_TOKEN".to_owned()),
        };
        secrets.expect(&TaskOptions { secrets: vec![secret], ..TaskOptions::default() }, &|_: &str| None);
        let set = |name: &str| (name == "MY_TOKEN").then(|| "abcdef".to_owned());
        assert_eq!(secrets.find("registry/apikey", &set), Ok("abcdef".to_owned()));
        assert!(secrets.find("registry/apikey", &|_: &str| None).unwrap_err().contains("`MY_TOKEN`"));
    }

    #[test]
    fn a_hyphen_is_found_in_a_variable_that_a_shell_can_set() {
        let secrets = Secrets::default();
        for variable in ["DB_PASS_WORD", "_FSEC_DB_PASS_WORD", "_FSEC_DB_PASS-WORD"] {
            assert_eq!(
                secrets.find("db/pass-word", &|name: &str| (name == variable).then(|| "abcdef".to_owned())),
                Ok("abcdef".to_owned())
            );
        }
        assert!(secrets.find("db/pass-word", &|_: &str| None).unwrap_err().contains("`_FSEC_DB_PASS_WORD`"));
    }
}
