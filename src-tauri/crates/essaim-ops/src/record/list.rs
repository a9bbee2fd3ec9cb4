//! Lists, their filters, search, and the page one starts from.

use essaim_store::{Column, Entry, Facets, Filter, Hits, Page, Shelf, ShelfFilter};

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
    /// Records in quarantine.
    pub quarantine: u32,
    /// What needs someone, the most pressing first.
    pub attention: Vec<HomeItem>,
}

/// Why something needs someone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HomeReason {
    /// Two desktops wrote different values.
    Conflict,
    /// A blocked project.
    Blocked,
    /// A late project.
    Late,
    /// A step is to be done within seven days, or should have been.
    StepDue,
    /// A project ends within seven days.
    DueSoon,
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
        let store = self.reader();
        let view = store.view();
        let mut home = Home {
            projects: view.count(&projects)?,
            in_progress: view.count(&of_status("in_progress"))?,
            late: view.count(&late)?,
            blocked: view.count(&of_status("blocked"))?,
            solutions: view.count(&own_sheets)?,
            received: view.count(&sheets(Shelf::Received))?,
            quarantine: view.count(&sheets(Shelf::Quarantine))?,
            attention: Vec::new(),
        };
        let steps = Filter {
            step_due_by: Some(in_a_week),
            ..projects.clone()
        };
        let conflicts = Filter {
            conflicting: true,
            shelf: ShelfFilter::Only(Shelf::Own),
            ..Filter::default()
        };
        let wanted = [
            (HomeReason::Conflict, conflicts, Column::Updated, true),
            (
                HomeReason::Blocked,
                of_status("blocked"),
                Column::Due,
                false,
            ),
            (HomeReason::Late, late, Column::Due, false),
            (HomeReason::StepDue, steps, Column::NextDue, false),
            (HomeReason::DueSoon, soon, Column::Due, false),
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
        Ok(home)
    }
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
