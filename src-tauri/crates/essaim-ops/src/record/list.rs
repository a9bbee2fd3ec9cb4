//! Lists, their filters, search, and the page one starts from.

use essaim_model::RecordId;
use essaim_store::{
    Column, Entry, Facets, Filter, Hits, Page, RecordKey, Shelf, ShelfFilter, View,
};

use crate::{OpError, Workspace};

/// The page one starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// Projects that are neither done nor abandoned nor samples count too: all that are not in the trash.
    pub projects: u32,
    /// Projects under way.
    pub in_progress: u32,
    /// Late projects.
    pub late: u32,
    /// Blocked projects.
    pub blocked: u32,
    /// Solution sheets of ours, samples left out.
    pub solutions: u32,
    /// Solution sheets from others.
    pub received: u32,
    /// Senders whose content waits apart for someone to accept or refuse them.
    pub unknown_senders: u32,
    /// Records of ours in which something is to be chosen.
    pub undecided: u32,
    /// What needs someone, the most pressing first.
    pub attention: Vec<HomeItem>,
}

/// Why something needs someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HomeReason {
    /// Several desktops wrote different things: a person must choose.
    Conflict,
    /// A blocked project.
    Blocked,
    /// A late project.
    Late,
    /// A step is to be done within seven days, or should have been.
    StepDue,
    /// A project ends within seven days.
    DueSoon,
    /// An indicator of an open project waits for its reading.
    ReadingDue,
    /// Another commune tells of having tried a sheet of ours.
    Feedback,
    /// New from another commune.
    Received,
}

/// Something that needs someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HomeItem {
    /// Why.
    pub reason: HomeReason,
    /// What.
    pub entry: Entry,
}

/// How many items of each reason are shown.
const MOST: u32 = 8;
/// How many indicators are looked at together, to find those of open projects.
const LOOKED_AT: u32 = 200;

impl Workspace {
    /// A page of a list.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn list(
        &self,
        filter: &Filter,
        column: Column,
        descending: bool,
        offset: u32,
        limit: u32,
    ) -> Result<Page, OpError> {
        Ok(self
            .reader()
            .view()
            .list(filter, column, descending, offset, limit)?)
    }

    /// The values to filter a kind by.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn facets(&self, kind: &str) -> Result<Facets, OpError> {
        Ok(self.reader().view().facets(kind)?)
    }

    /// Searches everything that is open.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn search(&self, text: &str, kind: Option<&str>, limit: u32) -> Result<Hits, OpError> {
        Ok(self.reader().view().search(text, kind, limit)?)
    }

    /// The page one starts from.
    ///
    /// # Errors
    /// The workspace cannot be read.
    pub fn home(&self) -> Result<Home, OpError> {
        let today = self.machine().clock.today();
        let in_a_week = days_after(&today, 7);
        let projects = Filter {
            kind: "project".to_owned(),
            ..Filter::default()
        };
        let of_status = |status: &str| Filter {
            status: vec![status.to_owned()],
            ..projects.clone()
        };
        let late = Filter {
            late_on: Some(today.clone()),
            ..projects.clone()
        };
        let soon = Filter {
            late_on: Some(in_a_week.clone()),
            ..projects.clone()
        };
        let sheets = |shelf| Filter {
            kind: "solution".to_owned(),
            shelf: ShelfFilter::Only(shelf),
            ..Filter::default()
        };
        let own_sheets = Filter {
            without_samples: true,
            ..sheets(Shelf::Own)
        };
        let undecided = self.undecided()?;
        let store = self.reader();
        let view = store.view();
        let mut home = Home {
            projects: view.count(&projects)?,
            in_progress: view.count(&of_status("in_progress"))?,
            late: view.count(&late)?,
            blocked: view.count(&of_status("blocked"))?,
            solutions: view.count(&own_sheets)?,
            received: view.count(&sheets(Shelf::Received))?,
            unknown_senders: view.unknown_senders()?,
            undecided: 0,
            attention: Vec::new(),
        };
        let steps = Filter {
            step_due_by: Some(in_a_week),
            ..projects.clone()
        };
        home.undecided = u32::try_from(undecided.len()).unwrap_or(u32::MAX);
        let first = undecided.into_iter().take(MOST as usize);
        home.attention.extend(first.map(|entry| HomeItem {
            reason: HomeReason::Conflict,
            entry,
        }));
        let feedback = Filter {
            kind: "feedback".to_owned(),
            shelf: ShelfFilter::Only(Shelf::Received),
            ..Filter::default()
        };
        let wanted = [
            (
                HomeReason::Blocked,
                of_status("blocked"),
                Column::Due,
                false,
            ),
            (HomeReason::Late, late, Column::Due, false),
            (HomeReason::StepDue, steps, Column::NextDue, false),
            (HomeReason::DueSoon, soon, Column::Due, false),
            (HomeReason::Feedback, feedback, Column::Updated, true),
            (
                HomeReason::Received,
                sheets(Shelf::Received),
                Column::Updated,
                true,
            ),
        ];
        for (reason, filter, column, descending) in wanted {
            for entry in view.list(&filter, column, descending, 0, MOST)?.items {
                if !home
                    .attention
                    .iter()
                    .any(|item| item.entry.rec == entry.rec)
                {
                    home.attention.push(HomeItem { reason, entry });
                }
            }
        }
        let due = readings_due(&view, &today)?.into_iter();
        let place = home
            .attention
            .iter()
            .position(|item| item.reason == HomeReason::Received);
        let place = place.unwrap_or(home.attention.len());
        home.attention.splice(
            place..place,
            due.map(|entry| HomeItem {
                reason: HomeReason::ReadingDue,
                entry,
            }),
        );
        Ok(home)
    }
}

/// The indicators of open projects whose next reading is due, the longest awaited first.
fn readings_due(view: &View<'_>, today: &str) -> Result<Vec<Entry>, OpError> {
    let filter = Filter {
        kind: "indicator".to_owned(),
        step_due_by: Some(today.to_owned()),
        without_samples: true,
        shelf: ShelfFilter::Only(Shelf::Own),
        ..Filter::default()
    };
    let (mut found, mut offset) = (Vec::new(), 0);
    while found.len() < MOST as usize {
        let page = view.list(&filter, Column::NextDue, false, offset, LOOKED_AT)?;
        for entry in page.items {
            if is_of_open_project(view, &entry)? && found.len() < MOST as usize {
                found.push(entry);
            }
        }
        offset += LOOKED_AT;
        if offset >= page.total {
            break;
        }
    }
    Ok(found)
}

fn is_of_open_project(view: &View<'_>, indicator: &Entry) -> Result<bool, OpError> {
    let Some(id) = indicator
        .parent
        .as_deref()
        .and_then(|id| RecordId::new(id).ok())
    else {
        return Ok(false);
    };
    let owner = indicator.key.owner;
    let Some(project) = view.record(&RecordKey { owner, id })? else {
        return Ok(false);
    };
    let entry = view.entry(project.rec)?;
    let closed = ["done", "abandoned", "paused"];
    Ok(entry.is_some_and(|entry| {
        !entry.trashed
            && !entry.sample
            && entry
                .status
                .is_none_or(|status| !closed.contains(&status.as_str()))
    }))
}

/// The day `days` after `day`, both `yyyy-mm-dd`; the day itself when it cannot be read.
pub(crate) fn days_after(day: &str, days: u32) -> String {
    let number =
        |range: std::ops::Range<usize>| day.get(range).and_then(|part| part.parse::<u32>().ok());
    let (Some(mut year), Some(mut month), Some(mut date)) =
        (number(0..4), number(5..7), number(8..10))
    else {
        return day.to_owned();
    };
    for _ in 0..days {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        date += 1;
        if date > length {
            (date, month) = (1, month + 1);
        }
        if month > 12 {
            (month, year) = (1, year + 1);
        }
    }
    format!("{year:04}-{month:02}-{date:02}")
}

#[cfg(test)]
mod tests {
    use super::days_after;

    #[test]
    fn a_week_goes_over_the_end_of_months_and_years() {
        assert_eq!(days_after("2026-12-28", 7), "2027-01-04");
        assert_eq!(days_after("2028-02-26", 7), "2028-03-04");
    }
}
