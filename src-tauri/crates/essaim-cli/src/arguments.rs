//! The arguments: commands, their options, and the options of all. Their words are in `texts`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args, FromArgMatches, Parser, Subcommand, ValueEnum};
use essaim_ops::error::Language;
use essaim_ops::exchange::Limits;

/// All that was typed.
#[derive(Debug, Parser)]
#[command(name = "essaim-cli", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) workspace: Option<PathBuf>,
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[arg(long, global = true, value_name = "fr|en")]
    pub(crate) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "mail|default|network")]
    pub(crate) limits: Option<Caps>,
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) keystore: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Lang {
    Fr,
    En,
}

/// The caps for bundles.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Caps {
    Mail,
    Default,
    Network,
}

/// In what shape a bundle travels.
#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
pub(crate) enum Carrier {
    Essaim,
    Zip,
    Eml,
    Pdf,
}

/// What a bundle is for.
#[derive(Debug, Clone, Copy, ValueEnum, PartialEq, Eq)]
pub(crate) enum Purpose {
    Share,
    Feedback,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(Init),
    Starter(Starter),
    Add(Add),
    Set(Set),
    Show(One),
    List(List),
    History(One),
    Search(Search),
    Publish(One),
    Withdraw(One),
    Adopt(One),
    Adapt(One),
    Capitalise(One),
    Report(Report),
    Feedback(Feedback),
    Export(Export),
    Drives,
    Inspect(BundleFile),
    Verify(BundleFile),
    Plan(Files),
    Import(Import),
    Imports,
    Undo(Undo),
    Redo,
    Conflicts,
    Resolve(Resolve),
    Key(Key),
    Sync(Sync),
    Desktops,
    Source(Source),
    Correspondents,
    Check,
    Rebuild,
    Backup(Backup),
    Restore(Restore),
    Person(Person),
    Erase(Erase),
    Erasures(Erasures),
    Schema(Schema),
}

/// The commands about keys.
#[derive(Debug, Args)]
pub(crate) struct Key {
    #[command(subcommand)]
    pub(crate) command: KeyCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum KeyCommand {
    Request(RequestDesktop),
    Certify(Certify),
    Join(Join),
    Show(Organisation),
    Words(Organisation),
    Verify(Words),
    Accept(Correspondent),
    Refuse(Correspondent),
    Renew,
    Revoke(Revoke),
    Sheet(KeySheet),
    Recover(Recover),
}

#[derive(Debug, Args)]
pub(crate) struct RequestDesktop {
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) person: String,
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Certify {
    #[arg(value_name = "REQUEST")]
    pub(crate) request: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "WORDS")]
    pub(crate) words: Option<String>,
    #[arg(long, requires = "out")]
    pub(crate) without_content: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Join {
    #[arg(value_name = "ANSWER")]
    pub(crate) answer: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct KeySheet {
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    #[command(flatten)]
    pub(crate) new: Init,
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) words_file: PathBuf,
}

/// The commands about the shared folder.
#[derive(Debug, Args)]
pub(crate) struct Sync {
    #[command(subcommand)]
    pub(crate) command: SyncCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SyncCommand {
    Set(SyncSet),
    Now,
    Status,
    Write(SyncFolder),
    Read(SyncFolder),
}

#[derive(Debug, Args)]
pub(crate) struct SyncSet {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct SyncFolder {
    #[arg(value_name = "FOLDER")]
    pub(crate) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Organisation {
    #[arg(value_name = "ORGANISATION")]
    pub(crate) organisation: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Correspondent {
    #[arg(value_name = "ORGANISATION")]
    pub(crate) correspondent: String,
}

#[derive(Debug, Args)]
pub(crate) struct Words {
    #[arg(value_name = "ORGANISATION")]
    pub(crate) correspondent: String,
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Revoke {
    #[arg(value_name = "DEVICE")]
    pub(crate) device: String,
    #[arg(long, value_name = "N")]
    pub(crate) from: Option<u64>,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("who").required(true).args(["insee", "siren", "name"])))]
pub(crate) struct Init {
    #[arg(long, value_name = "CODE")]
    pub(crate) insee: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    pub(crate) siren: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(crate) person: String,
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Starter {
    #[arg(long, value_name = "ID")]
    pub(crate) programme: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Set {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct One {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[arg(value_name = "KIND")]
    pub(crate) kind: String,
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub(crate) conditions: Vec<crate::commands::Condition>,
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub(crate) sort: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true).args(["record", "kind", "all"])))]
pub(crate) struct Export {
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "ID")]
    pub(crate) record: Vec<String>,
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) publish: bool,
    #[arg(long, value_name = "share|feedback", default_value = "share")]
    pub(crate) purpose: Purpose,
    #[arg(long, value_name = "essaim|zip|eml|pdf", default_value = "essaim")]
    pub(crate) carrier: Carrier,
    #[arg(long, value_name = "MIB")]
    pub(crate) max_size: Option<u64>,
    #[command(flatten)]
    pub(crate) secret: Secret,
    #[arg(long, value_name = "WHO")]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[arg(value_name = "PROJECT_ID")]
    pub(crate) project: String,
    #[arg(long = "section", value_name = "S", value_parser = crate::commands::section)]
    pub(crate) sections: Vec<essaim_ops::report::Section>,
}

#[derive(Debug, Args)]
pub(crate) struct Feedback {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct BundleFile {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Files {
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

/// What opens or seals an encrypted file.
#[derive(Debug, Args)]
pub(crate) struct Secret {
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE|DIR", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) accept_unknown: bool,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

#[derive(Debug, Args)]
pub(crate) struct Undo {
    #[arg(long, value_name = "ID")]
    pub(crate) import: Option<String>,
    #[arg(long, requires = "import")]
    pub(crate) put_back: bool,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("choice").required(true).args(["value_of", "both", "write", "keep", "delete"])))]
pub(crate) struct Resolve {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "FIELD")]
    pub(crate) field: String,
    #[arg(long, value_name = "DEVICE")]
    pub(crate) value_of: Option<String>,
    #[arg(long)]
    pub(crate) both: bool,
    #[arg(long, value_name = "JSON")]
    pub(crate) write: Option<String>,
    #[arg(long)]
    pub(crate) keep: bool,
    #[arg(long)]
    pub(crate) delete: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Source {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(long, value_name = "PART", conflicts_with = "seen")]
    pub(crate) take: Vec<String>,
    #[arg(long)]
    pub(crate) seen: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[arg(long, value_name = "FILE", conflicts_with = "verify")]
    pub(crate) to: Option<PathBuf>,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["to", "verify"])]
    pub(crate) second_place: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) verify: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) passphrase_file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Person {
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    #[arg(long, value_name = "FILE", conflicts_with = "erase")]
    pub(crate) export: Option<PathBuf>,
    #[arg(long)]
    pub(crate) erase: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[arg(value_name = "FIELD")]
    pub(crate) field: String,
}

#[derive(Debug, Args)]
pub(crate) struct Erasures {
    #[arg(long, value_name = "NAME")]
    pub(crate) person: Option<String>,
    #[arg(long, value_name = "FOLDER", conflicts_with = "asked")]
    pub(crate) out: Option<PathBuf>,
    #[arg(long, value_name = "KEY")]
    pub(crate) asked: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Schema {
    #[arg(value_name = "KIND")]
    pub(crate) kind: Option<String>,
}

impl Arguments {
    /// The language of messages: French unless another was asked for.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            Some(Lang::En) => Language::English,
            _ => Language::French,
        }
    }

    /// The caps for bundles.
    pub(crate) fn limits(&self) -> Limits {
        match self.limits {
            Some(Caps::Mail) => Limits::MAIL,
            Some(Caps::Network) => Limits::NETWORK,
            _ => Limits::DEFAULT,
        }
    }
}

/// The language asked for, known before the rest can be read: help and errors of usage speak it too.
pub(crate) fn asked_language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().map(|word| word.to_string_lossy());
    let mut english = false;
    while let Some(word) = words.next() {
        english |=
            word == "--lang=en" || (word == "--lang" && words.next().as_deref() == Some("en"));
    }
    if english {
        Language::English
    } else {
        Language::French
    }
}

/// Reads the arguments.
///
/// # Errors
/// They make no command, or ask for help.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let mut command = crate::help::command(asked_language(arguments));
    let matches = command.try_get_matches_from_mut(arguments)?;
    Arguments::from_arg_matches(&matches).map_err(|error| error.format(&mut command))
}
