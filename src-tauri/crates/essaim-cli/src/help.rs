//! Help in the two languages: the words of `texts` on the commands of `arguments`.

use clap::{Arg, ArgAction, Command, CommandFactory};
use essaim_ops::error::Language;

use crate::arguments::Arguments;
use crate::texts;
use crate::words::Words;

/// The command with its help in that language.
pub(crate) fn command(language: Language) -> Command {
    let words = Words(language);
    let named = |command: Command| {
        let name = command.get_name().to_owned();
        let text = texts::COMMANDS
            .iter()
            .find(|text| text.0 == name)
            .map_or("", |text| words.pick(text.1, text.2));
        let brief = text.lines().next().unwrap_or_default().to_owned();
        command
            .about(brief)
            .long_about(text)
            .mut_args(move |arg| worded(arg, &name, words))
    };
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .global(true)
        .action(ArgAction::Help);
    named(Arguments::command())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(worded(help, "", words))
        .arg(worded(
            Arg::new("version")
                .long("version")
                .action(ArgAction::Version),
            "",
            words,
        ))
        .help_template(template(words, true, false))
        .mut_subcommands(move |command| {
            let positionals = command.get_positionals().next().is_some();
            named(command)
                .disable_help_flag(true)
                .help_template(template(words, false, positionals))
        })
}

fn worded(arg: Arg, command: &str, words: Words) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let text = |place: &str| texts::ARGUMENTS.iter().find(|text| text.0 == place);
    let Some(text) = text(&format!("{command} {id}")).or_else(|| text(&id)) else {
        return arg;
    };
    let valued = arg.get_action().takes_values();
    arg.help(words.pick(text.1, text.2))
        .hide_possible_values(valued)
}

fn template(words: Words, commands: bool, positionals: bool) -> String {
    let usage = words.pick("Utilisation :", "Usage:");
    let mut template = format!("{{about-with-newline}}\n{usage} {{usage}}\n");
    if commands {
        template.push_str(words.pick(
            "\nCommandes :\n{subcommands}\n",
            "\nCommands:\n{subcommands}\n",
        ));
    }
    if positionals {
        template.push_str(words.pick(
            "\nArguments :\n{positionals}\n",
            "\nArguments:\n{positionals}\n",
        ));
    }
    template.push_str(words.pick("\nOptions :\n{options}\n", "\nOptions:\n{options}\n"));
    template
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_says_what_it_reads_writes_and_returns_in_two_languages() {
        for (language, words) in [
            (Language::French, ["Lit", "Écrit", "Rend"]),
            (Language::English, ["Reads", "Writes", "Returns"]),
        ] {
            let mut command = command(language);
            command.build();
            for one in command.get_subcommands_mut() {
                let help = one.render_long_help().to_string();
                for word in words {
                    assert!(
                        help.contains(word),
                        "{}: {word} is missing in:\n{help}",
                        one.get_name()
                    );
                }
            }
        }
    }

    #[test]
    fn every_option_is_explained() {
        let mut command = command(Language::French);
        command.build();
        for one in command.get_subcommands() {
            for arg in one.get_arguments() {
                assert!(
                    arg.get_help().is_some(),
                    "{} {}",
                    one.get_name(),
                    arg.get_id()
                );
            }
        }
    }
}
