//! The input of a task's container: the payload in its arguments, and the document of its inputs.

use std::io::{Read as _, Write as _};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use flightplan::artifacts::{Emitted, Message};
use flightplan::execute::{Call, Outcome, Surroundings, execute};
use flightplan::flyteidl::core::{Literal, LiteralCollection, LiteralMap, LiteralValue};
use flightplan::internals::eval::Machine;
use flightplan::internals::payload;
use flightplan::internals::payload::VERSION;
use flightplan::project::Span;
use flightplan::run::{Code, Host, Interrupt, Provider};
use prost::Message as _;
use rmpv::Value as Packed;
use sha2::{Digest, Sha256};

use super::{programs, values};
use crate::fuzz::corpus::Corpus;
use crate::fuzz::mutate;
use crate::generator::dice::Dice;

/// The first byte of an input: chunks as they are in the arguments, or the document in them, to which a right header is added.
const CHUNKS: u8 = 0;
const DOCUMENT: u8 = 1;

/// `FPL`, the version, and a SHA-256.
const HEADER: usize = 3 + 1 + 32;

/// Outcomes that no document of inputs may cause: the payload is right, and every input that was read is an output.
const MISTAKES: [&str; 4] = ["SYSTEM:Panic", "SYSTEM:InvalidPayload", "SYSTEM:InvalidOutput", "USER:InvalidCode"];

/// How long a task of a mutated payload may run.
const PATIENCE: Duration = Duration::from_millis(100);

/// The payloads of a program.
fn payloads(source: &[u8]) -> Vec<Vec<String>> {
    let emitted = programs::emitted(source);
    let artifacts = emitted.as_ref().map(Emitted::artifacts);
    let specs = artifacts.into_iter().flat_map(|artifacts| &artifacts.entities).filter_map(|entity| match &entity.message {
        Message::Task(spec) => Some(programs::payload_of(spec)),
        _ => None,
    });
    specs.filter(|chunks| !chunks.is_empty()).collect()
}

/// A payload for everything that code can hold: those that the tests keep forever.
static GOLDEN: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = include_str!("../../payload/version-2.jsonl").lines();
    let payload = |line| serde_json::from_value(serde_json::from_str::<serde_json::Value>(line).ok()?.get("payload")?.clone()).ok();
    lines.filter_map(payload).collect()
});

/// The payload of the task with an input of every type.
static SAME: LazyLock<Vec<String>> = LazyLock::new(|| payloads(values::SOURCE.as_bytes()).pop().unwrap_or_default());

/// The document of a payload.
fn document(chunks: &[String]) -> Option<Vec<u8>> {
    let deflated = URL_SAFE_NO_PAD.decode(chunks.concat()).ok()?;
    let mut inflated = Vec::new();
    DeflateDecoder::new(deflated.as_slice()).read_to_end(&mut inflated).ok()?;
    inflated.get(HEADER..).map(<[u8]>::to_vec)
}

/// The payload that holds a document.
fn wrapped(document: &[u8]) -> Option<String> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(b"FPL").ok()?;
    encoder.write_all(&[VERSION]).ok()?;
    encoder.write_all(&Sha256::digest(document)).ok()?;
    encoder.write_all(document).ok()?;
    Some(URL_SAFE_NO_PAD.encode(encoder.finish().ok()?))
}

/// A mutated payload: mostly its document, part by part.
pub(super) fn payload(corpus: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let mut chunks = dice.pick(&GOLDEN).clone();
    if dice.chance(5) {
        // Compiling costs a hundred times the rest.
        let found = payloads(corpus.generated(dice).as_bytes());
        chunks = if found.is_empty() { SAME.clone() } else { dice.pick(&found).clone() };
    }
    if dice.chance(10) {
        let mut text = chunks.concat().into_bytes();
        mutate::bytes(dice, &mut text);
        return [&[CHUNKS], text.as_slice()].concat();
    }
    let mut bytes = document(&chunks).unwrap_or_default();
    match rmpv::decode::read_value(&mut bytes.as_slice()) {
        Ok(mut tree) if dice.chance(85) => {
            for _ in 0..1 + dice.below(3) {
                mutate_tree(dice, &mut tree);
            }
            bytes.clear();
            // Writing to memory cannot fail.
            drop(rmpv::encode::write_value(&mut bytes, &tree));
        }
        _ => mutate::bytes(dice, &mut bytes),
    }
    [&[DOCUMENT], bytes.as_slice()].concat()
}

/// Puts something else in the place of one part: another part, or another value of its kind.
fn mutate_tree(dice: &mut Dice, tree: &mut Packed) {
    let count = parts(tree);
    let donor = nth(tree, &mut dice.below(count)).map(|part| part.clone());
    let mut at = dice.below(count);
    let Some(part) = nth(tree, &mut at) else { return };
    match (part, dice.below(4)) {
        (part, 0) => *part = donor.unwrap_or(Packed::Nil),
        (part @ Packed::Integer(_), _) => *part = Packed::from(*dice.pick(&[0, 1, 2, 3, 7, 255, -1, i64::MAX, i64::MIN, 1 << 32])),
        (Packed::Array(members), _) if !members.is_empty() => {
            let member = dice.below(members.len());
            if dice.chance(50) { drop(members.remove(member)) } else { members.push(members[member].clone()) }
        }
        (Packed::Map(members), 1) if !members.is_empty() => drop(members.remove(dice.below(members.len()))),
        (Packed::Boolean(truth), _) => *truth = !*truth,
        (part, _) => *part = donor.unwrap_or(Packed::Nil),
    }
}

/// How many parts a tree has, itself included.
fn parts(tree: &Packed) -> usize {
    match tree {
        Packed::Array(members) => 1 + members.iter().map(parts).sum::<usize>(),
        Packed::Map(members) => 1 + members.iter().map(|(_, value)| parts(value)).sum::<usize>(),
        _ => 1,
    }
}

/// The part of that number, which is counted down.
fn nth<'a>(tree: &'a mut Packed, at: &mut usize) -> Option<&'a mut Packed> {
    if *at == 0 {
        return Some(tree);
    }
    *at -= 1;
    match tree {
        Packed::Array(members) => members.iter_mut().find_map(|member| nth(member, at)),
        Packed::Map(members) => members.iter_mut().find_map(|(_, value)| nth(value, at)),
        _ => None,
    }
}

/// A payload is refused in words, or its task runs to an end.
///
/// # Errors
/// What does not hold.
pub(super) fn is_decoded(input: &[u8]) -> Result<bool, String> {
    let (form, bytes) = input.split_first().unwrap_or((&CHUNKS, &[]));
    let text = if *form == CHUNKS { Some(String::from_utf8_lossy(bytes).into_owned()) } else { wrapped(bytes) };
    let (program, task) = match payload::read(&[text.unwrap_or_default()]) {
        Ok(read) => read,
        Err(error) if error.to_string().is_empty() => return Err("refused without a word".to_owned()),
        Err(_) => return Ok(false),
    };
    let interface = &program.task(task).interface;
    let mut dice = Dice::new(bytes.len() as u64);
    let inputs: Option<Vec<_>> = interface.inputs.iter().map(|input| values::any(&program, &input.ty, &mut dice)).collect();
    let sound = program.sound().ok_or("what was read is not sound")?;
    let code = Code::compile(sound, [task]);
    if let Some(inputs) = inputs {
        // A manipulated payload may lead to a wrong result, but must not crash the process.
        drop(Machine::new(&code, &Patient { until: Instant::now() + PATIENCE }).run(task, &inputs));
    }
    drop(payload::write(sound, task));
    Ok(true)
}

/// Surroundings without anything in them, which give up when time is over.
struct Patient {
    until: Instant,
}

impl Provider for Patient {
    fn secret(&self, name: &str) -> Result<String, String> {
        Err(format!("there is no {name}"))
    }

    fn env(&self, name: &str) -> Result<String, String> {
        Err(format!("there is no {name}"))
    }

    fn now(&self) -> i64 {
        0
    }
}

impl Host for Patient {
    fn log(&self, _: &str, _: Span) {}

    fn interrupted(&self) -> Option<Interrupt> {
        (Instant::now() > self.until).then_some(Interrupt::Cancelled)
    }
}

/// The index of a map's element, or 255 for a task on its own; then a document of inputs, mostly a mutated one.
pub(super) fn inputs(_: &Corpus, dice: &mut Dice) -> Vec<u8> {
    let mapped = dice.chance(40);
    let literals =
        values::every_input(dice).unwrap_or_default().into_iter().filter_map(|(name, literal)| Some((name.to_owned(), literal?)));
    let listed = |literal: Literal, dice: &mut Dice| {
        let literals = vec![literal; dice.below(4)];
        Literal { value: Some(LiteralValue::Collection(LiteralCollection { literals })), ..Literal::default() }
    };
    let literals =
        literals.map(|(name, literal)| if mapped && dice.chance(80) { (name, listed(literal, dice)) } else { (name, literal) }).collect();
    let mut bytes = LiteralMap { literals }.encode_to_vec();
    if dice.chance(80) {
        mutate::bytes(dice, &mut bytes);
    }
    let index = if mapped { dice.below(4) as u8 } else { u8::MAX };
    [&[index], bytes.as_slice()].concat()
}

/// An attempt ends with outputs that can be read, or with an error that does not come from a panic.
///
/// # Errors
/// What does not hold.
pub(super) fn is_executed(input: &[u8]) -> Result<bool, String> {
    let [index, bytes @ ..] = input else { return Ok(false) };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("inputs.pb"), bytes).map_err(|error| error.to_string())?;
    let mapped = (*index != u8::MAX).then(Vec::new);
    let call = Call {
        inputs: path("inputs.pb"),
        output_prefix: path("out"),
        task: "values.same".to_owned(),
        mapped,
        deck: bytes.len().is_multiple_of(4),
        payload: SAME.clone(),
    };
    let index = index.to_string();
    let environment = |name: &str| match name {
        "BATCH_JOB_ARRAY_INDEX_VAR_NAME" => Some("INDEX".to_owned()),
        "INDEX" => Some(index.clone()),
        // A mutated address may be one of a store.
        "FLIGHTPLAN_STORAGE_RETRY_SECONDS" => Some("0".to_owned()),
        _ => None,
    };
    match execute(&call, &Surroundings { environment: &environment, log: &|_| {} }) {
        Outcome::Succeeded => {
            let outputs = std::fs::read(path("out/outputs.pb")).map_err(|error| error.to_string())?;
            LiteralMap::decode(outputs.as_slice()).map_err(|error| error.to_string())?;
            Ok(true)
        }
        Outcome::Failed(error) if MISTAKES.contains(&error.code.as_str()) || error.message.is_empty() => {
            Err(format!("the error document says {}: {}", error.code, error.message))
        }
        Outcome::Failed(_) => Ok(false),
        Outcome::Unreported { reason, .. } => Err(format!("the end was not reported: {reason}")),
    }
}
