//! What is said when the arguments make no command: in the reader's language, status 2. Help and version are answers.

use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};
use essaim_ops::error::Language;
use serde_json::json;

use crate::arguments::asked_language;
use crate::words::Words;
use crate::{DONE, Terminal, USAGE};

/// Tells the error, or gives the help that was asked for. Gives the exit status.
pub(crate) fn tell(error: &clap::Error, arguments: &[OsString], terminal: &mut Terminal<'_>) -> u8 {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    ) {
        drop(terminal.output.write_all(error.to_string().as_bytes()));
        return DONE;
    }
    let words = Words(asked_language(arguments));
    let what = sentence(error, words);
    let action = words.pick("Voyez « essaim-cli --help ».", "See \"essaim-cli --help\".");
    if arguments.iter().any(|word| word == "--json") {
        let object = json!({"error": {"code": "usage", "message": what, "action": action}});
        drop(terminal.output.write_all(format!("{object}\n").as_bytes()));
    }
    drop(
        terminal
            .errors
            .write_all(format!("{what}\n{action}\n").as_bytes()),
    );
    USAGE
}

fn sentence(error: &clap::Error, words: Words) -> String {
    let part = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (argument, value) = (
        part(ContextKind::InvalidArg),
        part(ContextKind::InvalidValue),
    );
    if words.0 == Language::English {
        let text = error.to_string();
        let line = text.lines().next().unwrap_or_default();
        return line.trim_start_matches("error: ").to_owned();
    }
    match error.kind() {
        ErrorKind::UnknownArgument => format!("L'option « {argument} » est inconnue ici."),
        ErrorKind::InvalidSubcommand => {
            format!(
                "La commande « {} » n'existe pas.",
                part(ContextKind::InvalidSubcommand)
            )
        }
        ErrorKind::MissingRequiredArgument => {
            format!("Il manque : {}.", argument.replace('\n', ", "))
        }
        ErrorKind::ArgumentConflict => {
            format!("« {argument} » ne va pas avec une autre option donnée.")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("« {argument} » demande une valeur.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("« {value} » n'est pas une valeur de « {argument} ».")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Il manque une commande.".to_owned()
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("« {argument} » n'a pas le bon nombre de valeurs.")
        }
        _ => "Ces arguments ne forment pas une commande.".to_owned(),
    }
}
