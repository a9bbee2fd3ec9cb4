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
    let said = |french: String, english: String| match words.0 {
        Language::French => french,
        Language::English => english,
    };
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => said(
            format!("L'option « {argument} » est inconnue ici."),
            format!("The option \"{argument}\" is unknown here."),
        ),
        ErrorKind::UnknownArgument => said(
            format!("« {argument} » est de trop ici."),
            format!("\"{argument}\" is one word too many here."),
        ),
        ErrorKind::InvalidSubcommand => {
            let name = part(ContextKind::InvalidSubcommand);
            said(
                format!("La commande « {name} » n'existe pas."),
                format!("There is no command \"{name}\"."),
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = argument.replace("...", "").replace('\n', ", ");
            said(
                format!("Il manque : {missing}."),
                format!("Missing: {missing}."),
            )
        }
        ErrorKind::ArgumentConflict => said(
            format!("« {argument} » ne va pas avec une autre option donnée."),
            format!("\"{argument}\" does not go with another option given."),
        ),
        ErrorKind::InvalidValue if value.is_empty() => said(
            format!("« {argument} » demande une valeur."),
            format!("\"{argument}\" asks for a value."),
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => said(
            format!("« {value} » n'est pas une valeur de « {argument} »."),
            format!("\"{value}\" is no value of \"{argument}\"."),
        ),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => said(
            "Il manque une commande.".to_owned(),
            "A command is missing.".to_owned(),
        ),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => said(
            format!("« {argument} » n'a pas le bon nombre de valeurs."),
            format!("\"{argument}\" has not the right number of values."),
        ),
        _ => said(
            "Ces arguments ne forment pas une commande.".to_owned(),
            "These arguments make no command.".to_owned(),
        ),
    }
}
