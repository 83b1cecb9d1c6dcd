//! Documents of an execution by their URI: local paths, S3 and compatible stores, Google Cloud Storage, Azure.
//!
//! `object_store` brings the stores, their credentials and retries. This module adds what is specific to Flyte: how Flyte writes URIs, which variables
//! Flyte's own deployments set, and how long a task may retry.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::time::Duration;

use bytes::{Buf, Bytes};
use futures_util::StreamExt;
use futures_util::stream::BoxStream;
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::azure::{AzureConfigKey, MicrosoftAzureBuilder};
use object_store::gcp::{GoogleCloudStorageBuilder, GoogleConfigKey};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{BackoffConfig, ClientConfigKey, GetResultPayload, ObjectStore, ObjectStoreExt, RetryConfig};
use tokio::runtime::{Builder, Runtime};

use super::Environment;

/// The variable with the seconds for which a request to a store is retried.
pub(crate) const RETRY_SECONDS: &str = "FLIGHTPLAN_STORAGE_RETRY_SECONDS";

/// Its default: longer than a store's throttling lasts, shorter than people wait.
const DEFAULT_RETRY_SECONDS: u64 = 60;

/// The time is the limit; this many retries never fit into it.
const MOST_RETRIES: usize = 1000;

/// Between the first failure and the first retry. Each pause is drawn from the first to three times the one before, and is at most
/// [`LONGEST_PAUSE`]: so it grows by half on average, and containers that failed together do not come back together.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// Timeouts: connecting is faster if the store is up at all; a store that is silent this long is gone; a whole document may be large.
const TIMEOUTS: [(ClientConfigKey, &str); 3] =
    [(ClientConfigKey::ConnectTimeout, "5s"), (ClientConfigKey::ReadTimeout, "30s"), (ClientConfigKey::Timeout, "1h")];

/// The variables whose values become headers of requests to S3.
const S3_HEADERS: [&str; 7] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "FLYTE_AWS_ACCESS_KEY_ID",
    "FLYTE_AWS_SECRET_ACCESS_KEY",
];

/// The bytes that are read at once from a local file.
const BUFFER_BYTES: usize = 64 * 1024;

/// Where documents can lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scheme {
    Local,
    S3,
    Gcs,
    Azure,
}

/// A document or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Location {
    uri: String,
    scheme: Scheme,
    /// The bucket, or the container with its account; empty for local files.
    bucket: String,
    /// The key in the bucket, or the path.
    key: String,
}

/// Why a document could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A scheme without a store.
    #[error("`{uri}` is in a storage that this runtime does not know; it knows local paths, `file://`, `s3://`, `gs://` and `abfs://`")]
    Scheme { uri: String },
    /// Nothing is there.
    #[error("`{uri}` does not exist")]
    NotFound { uri: String },
    /// The keys do not fit.
    #[error("access to `{uri}` is denied: {reason}")]
    Denied {
        uri: String,
        /// What the store said.
        reason: String,
    },
    /// The storage is set up in a way that cannot work: another attempt does not help.
    #[error("the storage of `{uri}` is not set up: {reason}")]
    Settings {
        uri: String,
        /// What is wrong.
        reason: String,
    },
    /// A bug in Flightplan, or in a store's client.
    #[error("writing ended in a bug of Flightplan {}: please report it, with the output above", env!("CARGO_PKG_VERSION"))]
    Panic,
    /// The system has no room for it.
    #[error("the connection to the storage cannot be started: {0}")]
    Start(io::Error),
    /// Everything else: the store is down, slow, or cuts connections, and was retried for as long as is allowed.
    #[error("`{uri}` cannot be {action}: {reason}")]
    Failed {
        uri: String,
        /// `read` or `written`.
        action: &'static str,
        reason: String,
    },
}

impl Location {
    /// Reads a URI or a path.
    ///
    /// # Errors
    /// If its scheme is unknown.
    pub(crate) fn parse(uri: &str) -> Result<Self, StorageError> {
        let of = |scheme, bucket: &str, key: &str| Location { uri: uri.to_owned(), scheme, bucket: bucket.to_owned(), key: key.to_owned() };
        let Some((scheme, rest)) = uri.split_once("://") else { return Ok(of(Scheme::Local, "", uri)) };
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "file" => return Ok(of(Scheme::Local, "", rest.strip_prefix("localhost").unwrap_or(rest))),
            "s3" | "s3a" => Scheme::S3,
            "gs" | "gcs" => Scheme::Gcs,
            "abfs" | "abfss" | "az" | "azure" => Scheme::Azure,
            _ => return Err(StorageError::Scheme { uri: uri.to_owned() }),
        };
        let location = of(scheme, bucket, key);
        if bucket.is_empty() { Err(location.unset("it names no bucket")) } else { Ok(location) }
    }

    /// The document of that name in this folder.
    pub(crate) fn child(&self, name: &str) -> Self {
        let join = |folder: &str| format!("{}/{name}", folder.trim_end_matches('/'));
        let key = if self.key.is_empty() && self.scheme != Scheme::Local { name.to_owned() } else { join(&self.key) };
        Location { uri: join(&self.uri), key, ..self.clone() }
    }

    /// Its URI, as it was given.
    pub(crate) fn uri(&self) -> &str {
        &self.uri
    }

    fn unset(&self, reason: impl Into<String>) -> StorageError {
        StorageError::Settings { uri: self.uri.clone(), reason: reason.into() }
    }

    fn failed(&self, action: &'static str, error: &dyn std::error::Error) -> StorageError {
        let uri = self.uri.clone();
        StorageError::Failed { uri, action, reason: chain(error) }
    }

    fn error(&self, action: &'static str, error: object_store::Error) -> StorageError {
        let uri = self.uri.clone();
        match error {
            object_store::Error::NotFound { .. } => StorageError::NotFound { uri },
            object_store::Error::PermissionDenied { .. } | object_store::Error::Unauthenticated { .. } => {
                StorageError::Denied { uri, reason: chain(&error) }
            }
            _ => self.failed(action, &error),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.uri)
    }
}

/// An error with its causes, each once.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text += &format!(": {more}");
        }
        cause = error.source();
    }
    text
}

/// The stores of a process, connected on first use.
pub(crate) struct Storage<'a> {
    environment: Environment<'a>,
    runtime: Runtime,
    stores: HashMap<(Scheme, String), Arc<dyn ObjectStore>>,
}

impl<'a> Storage<'a> {
    /// No store yet.
    ///
    /// # Errors
    /// If the system cannot start the event loop.
    pub(crate) fn new(environment: Environment<'a>) -> Result<Self, StorageError> {
        let runtime = Builder::new_current_thread().enable_all().build().map_err(StorageError::Start)?;
        Ok(Self { environment, runtime, stores: HashMap::new() })
    }

    /// Opens a document for reading from front to back. A connection that breaks is resumed where it broke, as long as the
    /// time for retries, which began with the request, is not over.
    ///
    /// # Errors
    /// If it does not exist, or the store cannot be reached.
    pub(crate) fn open(&mut self, location: &Location) -> Result<Box<dyn BufRead + '_>, StorageError> {
        let (store, path) = self.store(location, "read")?;
        let runtime = &self.runtime;
        let found = runtime.block_on(store.get(&path)).map_err(|error| location.error("read", error))?;
        Ok(match found.payload {
            GetResultPayload::File(file, _) => Box::new(BufReader::with_capacity(BUFFER_BYTES, file)),
            GetResultPayload::Stream(stream) => Box::new(Streamed { runtime, stream, chunk: Bytes::new() }),
        })
    }

    /// Writes a document: whole, or not at all.
    ///
    /// # Errors
    /// If the store cannot be reached or refuses it.
    pub(crate) fn write(&mut self, location: &Location, bytes: Vec<u8>) -> Result<(), StorageError> {
        let (store, path) = self.store(location, "written")?;
        self.runtime.block_on(store.put(&path, bytes.into())).map(|_| ()).map_err(|error| location.error("written", error))
    }

    fn store(&mut self, location: &Location, action: &'static str) -> Result<(Arc<dyn ObjectStore>, Path), StorageError> {
        let path = match location.scheme {
            // Keys are used literally; only local names are escaped.
            Scheme::Local => std::path::absolute(&location.key)
                .map_err(|error| location.failed(action, &error))
                .and_then(|path| Path::from_absolute_path(path).map_err(|error| location.failed(action, &error)))?,
            _ => Path::parse(&location.key).map_err(|error| location.unset(chain(&error)))?,
        };
        let name = (location.scheme, location.bucket.clone());
        if let Some(store) = self.stores.get(&name) {
            return Ok((Arc::clone(store), path));
        }
        let store = self.connect(location)?;
        self.stores.insert(name, Arc::clone(&store));
        Ok((store, path))
    }

    /// What `object_store` knows itself (`AWS_…`, `GOOGLE_…`, `AZURE_…`) it reads from the process.
    fn connect(&self, location: &Location) -> Result<Arc<dyn ObjectStore>, StorageError> {
        if location.scheme != Scheme::Local {
            // A second one does no harm: the first is kept.
            let _installed = rustls::crypto::ring::default_provider().install_default();
        }
        let unset = |error: object_store::Error| location.unset(chain(&error));
        Ok(match location.scheme {
            Scheme::Local => Arc::new(LocalFileSystem::new()),
            Scheme::S3 => Arc::new(self.s3(location)?.build().map_err(unset)?),
            Scheme::Gcs => {
                let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(&location.bucket).with_retry(self.retries(location)?);
                let timeouts = self.timeouts("GOOGLE");
                let builder = timeouts.fold(builder, |builder, (key, value)| builder.with_config(GoogleConfigKey::Client(key), value));
                Arc::new(builder.build().map_err(unset)?)
            }
            Scheme::Azure => {
                // The URI names the container, and optionally the account: `abfs://container@account.dfs.core.windows.net/…`.
                let builder = MicrosoftAzureBuilder::from_env().with_url(&location.uri).with_retry(self.retries(location)?);
                let timeouts = self.timeouts("AZURE");
                let builder = timeouts.fold(builder, |builder, (key, value)| builder.with_config(AzureConfigKey::Client(key), value));
                Arc::new(builder.build().map_err(unset)?)
            }
        })
    }

    /// The usual variables of AWS, and after them those that Flyte's deployments set for flytekit
    /// (`flytekit/configuration/internal.py`).
    fn s3(&self, location: &Location) -> Result<AmazonS3Builder, StorageError> {
        let set = |name: &str| (self.environment)(name).filter(|value| !value.is_empty());
        let mut builder = AmazonS3Builder::from_env().with_bucket_name(&location.bucket).with_retry(self.retries(location)?);
        for (key, value) in self.timeouts("AWS") {
            builder = builder.with_config(AmazonS3ConfigKey::Client(key), value);
        }
        // The client panics on invalid headers.
        if let Some(name) = S3_HEADERS.into_iter().find(|name| set(name).is_some_and(|value| value.chars().any(char::is_control))) {
            return Err(location.unset(format!("`{name}` contains a line break or another control character")));
        }
        let endpoints = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT", "FLYTE_AWS_ENDPOINT"];
        if let Some((name, endpoint)) = endpoints.into_iter().find_map(|name| Some((name, set(name)?))) {
            // The client accepts any value, and panics later.
            let is_url = reqwest::Url::parse(&endpoint).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            if !is_url {
                return Err(location.unset(format!("`{name}` must be a URL such as `http://minio:9000`, but is `{endpoint}`")));
            }
            if endpoint.starts_with("http://") {
                builder = builder.with_allow_http(true);
            }
            builder = builder.with_endpoint(endpoint);
        }
        if set("AWS_ACCESS_KEY_ID").is_none()
            && let (Some(id), Some(secret)) = (set("FLYTE_AWS_ACCESS_KEY_ID"), set("FLYTE_AWS_SECRET_ACCESS_KEY"))
        {
            builder = builder.with_access_key_id(id).with_secret_access_key(secret);
        }
        if set("FLYTE_AWS_S3_ADDRESSING_STYLE").is_some_and(|style| style == "virtual") {
            builder = builder.with_virtual_hosted_style_request(true);
        }
        Ok(builder)
    }

    /// How long a client waits, where the environment (`AWS_READ_TIMEOUT` …) does not say.
    fn timeouts(&self, prefix: &'static str) -> impl Iterator<Item = (ClientConfigKey, &'static str)> {
        let unset =
            move |(key, _): &(ClientConfigKey, _)| (self.environment)(&format!("{prefix}_{}", key.as_ref().to_uppercase())).is_none();
        TIMEOUTS.into_iter().filter(unset)
    }

    fn retries(&self, location: &Location) -> Result<RetryConfig, StorageError> {
        let seconds = match (self.environment)(RETRY_SECONDS) {
            None => DEFAULT_RETRY_SECONDS,
            Some(text) => {
                let wrong = || location.unset(format!("`{RETRY_SECONDS}` must be a number of seconds, but is `{text}`"));
                text.trim().parse().map_err(|_| wrong())?
            }
        };
        Ok(RetryConfig {
            backoff: BackoffConfig { init_backoff: FIRST_PAUSE, max_backoff: LONGEST_PAUSE, base: 3.0 },
            max_retries: MOST_RETRIES,
            retry_timeout: Duration::from_secs(seconds),
        })
    }
}

/// A document that comes over the network, chunk by chunk; none is kept.
struct Streamed<'a> {
    runtime: &'a Runtime,
    stream: BoxStream<'static, object_store::Result<Bytes>>,
    chunk: Bytes,
}

impl Read for Streamed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(into.len());
        into[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Streamed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.chunk.is_empty() {
            match self.runtime.block_on(self.stream.next()) {
                Some(chunk) => self.chunk = chunk.map_err(io::Error::other)?,
                None => break,
            }
        }
        Ok(&self.chunk)
    }

    fn consume(&mut self, count: usize) {
        self.chunk.advance(count.min(self.chunk.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(uri: &str) -> (Scheme, String, String) {
        let location = Location::parse(uri).unwrap();
        (location.scheme, location.bucket, location.key)
    }

    #[test]
    fn the_forms_in_which_flyte_writes_uris() {
        for (uri, scheme, bucket, key) in [
            ("s3://my-bucket/metadata/a b/100%.pb", Scheme::S3, "my-bucket", "metadata/a b/100%.pb"),
            ("S3A://b/k", Scheme::S3, "b", "k"),
            ("gs://b/k", Scheme::Gcs, "b", "k"),
            ("abfs://c/k", Scheme::Azure, "c", "k"),
            ("abfss://c@account.dfs.core.windows.net/k/l", Scheme::Azure, "c@account.dfs.core.windows.net", "k/l"),
            ("file:///data/x", Scheme::Local, "", "/data/x"),
            ("file://localhost/data/x", Scheme::Local, "", "/data/x"),
            ("/data/x", Scheme::Local, "", "/data/x"),
            ("data/x", Scheme::Local, "", "data/x"),
        ] {
            assert_eq!(of(uri), (scheme, bucket.to_owned(), key.to_owned()), "{uri}");
        }
        assert!(matches!(Location::parse("ftp://host/x"), Err(StorageError::Scheme { .. })));
    }

    #[test]
    fn a_document_lies_in_its_folder() {
        for (folder, uri, key) in [
            ("s3://b/k/0", "s3://b/k/0/outputs.pb", "k/0/outputs.pb"),
            ("s3://b/k/0/", "s3://b/k/0/outputs.pb", "k/0/outputs.pb"),
            ("s3://b", "s3://b/outputs.pb", "outputs.pb"),
            ("/data", "/data/outputs.pb", "/data/outputs.pb"),
        ] {
            let child = Location::parse(folder).unwrap().child("outputs.pb");
            assert_eq!((child.uri(), child.key.as_str()), (uri, key));
        }
    }

    #[test]
    fn local_documents_have_any_name_and_are_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let environment = |_: &str| None;
        let mut storage = Storage::new(&environment).unwrap();
        for name in ["plain.pb", "with space and 100%.pb", "ünï/cödé#2.pb"] {
            let location = Location::parse(&folder.path().join(name).display().to_string()).unwrap();
            for content in ["first, longer", "second"] {
                storage.write(&location, content.into()).unwrap();
                let mut text = String::new();
                storage.open(&location).unwrap().read_to_string(&mut text).unwrap();
                assert_eq!(text, content, "{name}");
            }
        }
        let absent = Location::parse(&folder.path().join("absent").display().to_string()).unwrap();
        assert!(matches!(storage.open(&absent), Err(StorageError::NotFound { .. })));
    }

    /// No one listens on port 9 of this machine.
    #[test]
    fn a_store_that_is_down_is_tried_for_as_long_as_was_said() {
        let variables =
            [("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("FLYTE_AWS_ACCESS_KEY_ID", "a"), ("FLYTE_AWS_SECRET_ACCESS_KEY", "b")];
        let environment = |name: &str| {
            let seconds = (name == RETRY_SECONDS).then_some("1");
            seconds.or_else(|| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)).map(str::to_owned)
        };
        let mut storage = Storage::new(&environment).unwrap();
        let start = std::time::Instant::now();
        let failed = storage.write(&Location::parse("s3://b/k").unwrap(), Vec::new());
        let took = start.elapsed();
        assert!(matches!(failed, Err(StorageError::Failed { action: "written", .. })), "{failed:?}");
        assert!(took > Duration::from_millis(900) && took < Duration::from_secs(15), "{took:?}");
    }
}
