//! One file a group of commands: each parses nothing more, calls one use case, and words its answer.

mod backup;
mod bundle;
mod conflict;
mod correspondents;
mod drives;
mod erasure;
mod export;
mod filter;
mod import;
mod key;
mod list;
mod place;
pub(crate) mod plan;
mod record;
mod sheet;
mod shown;
mod source;
mod sync;
mod undo;

pub(crate) use filter::Condition;
pub(crate) use sheet::section;

use crate::answer::{Answer, Failure};
use crate::arguments::Command;
use crate::session::Session;

/// What a command gives.
pub(crate) type Outcome = Result<Answer, Failure>;

/// Runs the command that was asked for.
pub(crate) fn dispatch(command: &Command, session: &mut Session<'_>) -> Outcome {
    match command {
        Command::Init(asked) => place::init(asked, session),
        Command::Starter(asked) => place::starter(asked, session),
        Command::Source(asked) => source::source(asked, session),
        Command::Check => place::check(session),
        Command::Rebuild => place::rebuild(session),
        Command::Backup(asked) => backup::backup(asked, session),
        Command::Restore(asked) => backup::restore(asked, session),
        Command::Person(asked) => erasure::person(asked, session),
        Command::Erase(asked) => erasure::erase(asked, session),
        Command::Erasures(asked) => erasure::erasures(asked, session),
        Command::Add(asked) => record::add(asked, session),
        Command::Set(asked) => record::set(asked, session),
        Command::Show(asked) => record::show(asked, session),
        Command::History(asked) => record::history(asked, session),
        Command::List(asked) => list::list(asked, session),
        Command::Search(asked) => list::search(asked, session),
        Command::Publish(asked) => sheet::publish(asked, session),
        Command::Withdraw(asked) => sheet::withdraw(asked, session),
        Command::Adopt(asked) => sheet::adopt(asked, session),
        Command::Adapt(asked) => sheet::adapt(asked, session),
        Command::Drives => drives::drives(session),
        Command::Capitalise(asked) => sheet::capitalise(asked, session),
        Command::Report(asked) => sheet::report(asked, session),
        Command::Feedback(asked) => sheet::feedback(asked, session),
        Command::Export(asked) => export::export(asked, session),
        Command::Inspect(asked) => bundle::inspect(asked, session),
        Command::Verify(asked) => bundle::verify(asked, session),
        Command::Plan(asked) => plan::plan(asked, session),
        Command::Import(asked) => import::import(asked, session),
        Command::Imports => import::imports(session),
        Command::Undo(asked) => undo::undo(asked, session),
        Command::Redo => undo::redo(session),
        Command::Conflicts => conflict::conflicts(session),
        Command::Resolve(asked) => conflict::resolve(asked, session),
        Command::Key(asked) => key::key(&asked.command, session),
        Command::Sync(asked) => sync::sync(&asked.command, session),
        Command::Desktops => sync::desktops(session),
        Command::Correspondents => correspondents::correspondents(session),
        Command::Schema(asked) => crate::json_schema::schema(asked, session.words),
    }
}
