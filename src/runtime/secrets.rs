//! Secrets where Flyte puts them (`flytepropeller/pkg/webhook/k8s_secrets.go`).

use std::path::PathBuf;

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
}

impl Secrets {
    /// Reads all secrets that a task may read, before it does: values from elsewhere may contain them. Missing ones are reported where
    /// code asks for it.
    pub(crate) fn expect(&self, task: &TaskOptions, environment: Environment<'_>) {
        for secret in &task.secrets {
            let _missing = self.find(&format!("{}/{}", secret.group, secret.key), environment);
        }
    }

    /// The secret `group/key`, as flytekit looks it up: the environment with and without prefix, then the mounted file. White space around
    /// it is not part of it.
    ///
    /// # Errors
    /// Returns the places that were searched, for the user.
    #[expect(clippy::disallowed_methods, reason = "Flyte mounts secrets as files")]
    pub(crate) fn find(&self, name: &str, environment: Environment<'_>) -> Result<String, String> {
        let (group, key) = name.split_once('/').unwrap_or(("", name));
        let joined = [group, key].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("_").to_uppercase();
        let prefix = environment("FLYTE_SECRETS_ENV_PREFIX").unwrap_or_else(|| PREFIX.to_owned());
        let variables = [format!("{prefix}{joined}"), joined];
        let folder = environment("FLYTE_SECRETS_DEFAULT_DIR").unwrap_or_else(|| FOLDER.to_owned());
        let file = PathBuf::from(folder).join(group.to_lowercase()).join(key.to_lowercase());
        let found = variables.iter().find_map(|variable| environment(variable)).or_else(|| std::fs::read_to_string(&file).ok());
        let Some(value) = found else {
            let file = file.display();
            return Err(format!("the secret `{name}` does not exist: set the variable `{}` or write the file `{file}`", variables[0]));
        };
        let value = value.trim().to_owned();
        self.known.remember(&value);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
