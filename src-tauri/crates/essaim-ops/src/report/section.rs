//! The sections of a report: what one ticks.

/// A section of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What the project is: description, objectives, programme, place, groups, partners.
    Identity,
    /// Status, dates, traffic light.
    Progress,
    /// Steps, without who is responsible.
    Steps,
    /// Indicators with their readings.
    Indicators,
    /// Sums of the budget lines.
    Budget,
    /// Who pays.
    Funding,
    /// Risks and obstacles.
    Risks,
    /// Decisions: number, date and subject.
    Decisions,
    /// What was learned.
    Lessons,
    /// The notes of the journal, without who wrote them. Only when it is asked for.
    Journal,
}

impl Section {
    /// All of them, in the order of a report.
    pub const ALL: [Section; 10] = [
        Section::Identity,
        Section::Progress,
        Section::Steps,
        Section::Indicators,
        Section::Budget,
        Section::Funding,
        Section::Risks,
        Section::Decisions,
        Section::Lessons,
        Section::Journal,
    ];

    /// Those that are ticked unless somebody says otherwise: all but the journal, which was written for oneself.
    pub fn usual() -> Vec<Section> {
        let all = Section::ALL.into_iter();
        all.filter(|section| *section != Section::Journal).collect()
    }

    /// Its name for scripts and message catalogues.
    pub fn name(self) -> &'static str {
        match self {
            Section::Identity => "identity",
            Section::Progress => "progress",
            Section::Steps => "steps",
            Section::Indicators => "indicators",
            Section::Budget => "budget",
            Section::Funding => "funding",
            Section::Risks => "risks",
            Section::Decisions => "decisions",
            Section::Lessons => "lessons",
            Section::Journal => "journal",
        }
    }

    /// The section of that name.
    pub fn named(name: &str) -> Option<Section> {
        Section::ALL
            .into_iter()
            .find(|section| section.name() == name)
    }
}
