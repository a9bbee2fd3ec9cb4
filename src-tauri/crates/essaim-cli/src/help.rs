//! Help in the two languages: the words of `texts` on the commands of `arguments`.

use clap::{Arg, ArgAction, Command, CommandFactory};
use essaim_ops::error::Language;

use crate::arguments::Arguments;
use crate::texts;
use crate::words::Words;

/// The command with its help in that language.
pub(crate) fn command(language: Language) -> Command {
    let words = Words(language);
    let help = Arg::new("help")
        .long("help")
        .short('h')
        .global(true)
        .action(ArgAction::Help);
    named(Arguments::command(), "essaim-cli", words)
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
        .mut_subcommands(move |command| worded_command(command, "", words))
}

/// The command with its text, and the texts of its options.
fn named(command: Command, name: &str, words: Words) -> Command {
    let text = texts::command(name).map_or("", |text| words.pick(text.1, text.2));
    let brief = text.lines().next().unwrap_or_default().to_owned();
    let name = name.to_owned();
    command
        .about(brief)
        .long_about(text)
        .mut_args(move |arg| worded(arg, &name, words))
}

/// A command below another one, and those below it: `key`, `key words`.
fn worded_command(command: Command, above: &str, words: Words) -> Command {
    let name = format!("{above}{}", command.get_name());
    let positionals = command.get_positionals().next().is_some();
    let commands = command.has_subcommands();
    let above = format!("{name} ");
    named(command, &name, words)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .help_template(template(words, commands, positionals))
        .mut_subcommands(move |command| worded_command(command, &above, words))
}

fn worded(arg: Arg, command: &str, words: Words) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let text = |place: &str| texts::ARGUMENTS.iter().find(|text| text.0 == place);
    let Some(text) = text(&format!("{command} {id}")).or_else(|| text(&id)) else {
        return arg;
    };
    let valued = arg.get_action().takes_values();
    let mut help = words.pick(text.1, text.2).to_owned();
    if let ([default], true) = (arg.get_default_values(), valued) {
        let by_default = words.pick("par défaut", "default");
        help = format!("{help} ({})", words.named(by_default, default.display()));
    }
    arg.help(help)
        .hide_possible_values(valued)
        .hide_default_value(valued)
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
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_command_says_what_it_reads_writes_and_returns_in_two_languages() {
        for (language, words) in [
            (Language::French, ["Lit", "Écrit", "Rend"]),
            (Language::English, ["Reads", "Writes", "Returns"]),
        ] {
            let mut command = command(language);
            command.build();
            let mut all: Vec<Command> = command.get_subcommands().cloned().collect();
            let below = all.iter().flat_map(|one| one.get_subcommands().cloned());
            all.extend(below.collect::<Vec<_>>());
            for mut one in all {
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
    fn every_option_is_explained_and_every_explanation_is_of_one() {
        let mut command = command(Language::French);
        command.build();
        let below = command
            .get_subcommands()
            .flat_map(|one| one.get_subcommands());
        let mut shown = BTreeSet::new();
        let all = command.get_subcommands().chain(below);
        for one in all.chain([&command]) {
            for arg in one.get_arguments() {
                let named = format!("{} {}", one.get_name(), arg.get_id());
                assert!(arg.get_help().is_some(), "{named}");
                shown.extend(arg.get_help().map(ToString::to_string));
            }
        }
        // A text that another one of the same place hides is shown nowhere.
        for (place, french, _) in texts::ARGUMENTS {
            let is_shown = shown.iter().any(|help: &String| help.starts_with(french));
            assert!(is_shown, "{place}: {french}");
        }
    }
}
