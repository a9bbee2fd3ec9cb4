//! However desktops choose, whatever they know of each other's choices: once all know the same they show the same, and a
//! value that the last who chose had not seen is asked about again, never lost.

use std::collections::{BTreeMap, BTreeSet};

use essaim_ops::OpError;
use essaim_ops::record::{Asked, Choice, Decision, Question};
use essaim_testkit::{Desk, beside, roubaix};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::properties::world::for_all;

const LEAVES: [&str; 3] = ["title", "summary", "description"];
const DESKS: usize = 3;

/// What a desktop does: which one, what, and a number that picks the rest.
type Step = (usize, u8, u32);

/// Three desktops of one commune, and the record that a history is about.
struct Office {
    desks: Vec<Desk>,
    id: String,
    written: u32,
    /// What was written at each leaf, and whether someone who saw it wrote again.
    answered: BTreeMap<(usize, String), bool>,
    /// The leaves that each desktop's last steps were about, for undo and redo.
    done: Vec<Vec<Vec<usize>>>,
}

impl Office {
    fn new() -> Result<Self, OpError> {
        let first = roubaix()?;
        let others = [beside(&first, 11)?, beside(&first, 12)?];
        for desk in [&first, &others[0], &others[1]] {
            for other in [&first, &others[0], &others[1]] {
                desk.learn(other)?;
            }
        }
        Ok(Self {
            desks: std::iter::once(first).chain(others).collect(),
            id: String::new(),
            written: 0,
            answered: BTreeMap::new(),
            done: Vec::new(),
        })
    }

    fn begin(&mut self, case: u32) -> Result<(), OpError> {
        self.id = format!("sheet-{case}");
        self.answered.clear();
        self.done = vec![Vec::new(); DESKS];
        let document = json!({"id": self.id, "title": "t", "summary": "s", "description": "d",
            "steps": [{"id": "vote", "title": "Voter"}]});
        self.desks[0].new_record("solution", &document)?;
        for desk in &self.desks[1..] {
            desk.learn_one(&self.desks[0], &self.id)?;
        }
        Ok(())
    }

    fn questions(&self, desk: usize) -> Result<Vec<Question>, OpError> {
        Ok(self.desks[desk].questions(&self.id)?.questions)
    }

    /// The values that a desktop shows at a leaf: the displayed one and those that stand beside it.
    fn visible(&self, desk: usize, leaf: usize) -> Result<BTreeSet<String>, OpError> {
        let content = self.desks[desk].content(&self.id)?;
        let mut found: BTreeSet<String> = content[LEAVES[leaf]]
            .as_str()
            .map(str::to_owned)
            .into_iter()
            .collect();
        let questions = self.desks[desk].show(&self.id)?.conflicts;
        let here = questions
            .iter()
            .filter(|one| one.path.as_str() == LEAVES[leaf]);
        let values = here.flat_map(|one| &one.values);
        found.extend(values.filter_map(|one| one.value.as_text().map(str::to_owned)));
        Ok(found)
    }

    /// What a desktop sees at these leaves is answered by what it is about to write.
    fn answer(&mut self, desk: usize, leaves: &[usize]) -> Result<(), OpError> {
        for leaf in leaves {
            for value in self.visible(desk, *leaf)? {
                self.answered.insert((*leaf, value), true);
            }
        }
        Ok(())
    }

    fn act(&mut self, (desk, act, pick): Step) -> Result<(), OpError> {
        let at = pick as usize;
        match act {
            0..=2 => self.write(desk, at % LEAVES.len()),
            3 => self.touch_the_item(desk, at),
            4 => self.touch_the_trash(desk, at),
            5 | 6 => self.choose(desk, at),
            7 => self.step_back(desk, at),
            _ => self.desks[desk].learn_one(&self.desks[(desk + 1 + at % 2) % DESKS], &self.id),
        }
    }

    fn write(&mut self, desk: usize, leaf: usize) -> Result<(), OpError> {
        self.answer(desk, &[leaf])?;
        self.written += 1;
        let value = format!("v{}", self.written);
        self.desks[desk].change(&self.id, &json!({LEAVES[leaf]: value}))?;
        self.answered.insert((leaf, value), false);
        self.done[desk].push(vec![leaf]);
        Ok(())
    }

    fn touch_the_item(&mut self, desk: usize, at: usize) -> Result<(), OpError> {
        self.written += 1;
        let item = match at % 2 {
            0 => json!({"id": "vote", "deleted": true}),
            _ => json!({"id": "vote", "title": format!("v{}", self.written)}),
        };
        self.desks[desk].change(&self.id, &json!({"steps": [item]}))?;
        self.done[desk].push(Vec::new());
        Ok(())
    }

    fn touch_the_trash(&mut self, desk: usize, at: usize) -> Result<(), OpError> {
        let before = self.desks[desk].show(&self.id)?.revision;
        match at % 2 {
            0 => self.desks[desk].trash(&self.id)?,
            _ => self.desks[desk].restore(&self.id)?,
        };
        if self.desks[desk].show(&self.id)?.revision != before {
            self.done[desk].push(Vec::new());
        }
        Ok(())
    }

    /// Settles one question in one of the ways there are.
    fn choose(&mut self, desk: usize, at: usize) -> Result<(), OpError> {
        let questions = self.questions(desk)?;
        let Some(question) = questions.get(at % questions.len().max(1)) else {
            return Ok(());
        };
        let side = question.sides[at / 7 % question.sides.len()].stamp;
        self.written += 1;
        let value = format!("v{}", self.written);
        let choice = match (question.asked, at % 3) {
            (Asked::Value, 0) => Choice::Write(value.clone().into()),
            (Asked::Item | Asked::Record, 0) => Choice::Keep,
            (Asked::Item | Asked::Record, 1) => Choice::Delete,
            _ => Choice::Side(side),
        };
        let leaves: Vec<usize> = (0..LEAVES.len())
            .filter(|leaf| question.path.as_str() == LEAVES[*leaf])
            .collect();
        self.answer(desk, &leaves)?;
        let decision = Decision {
            path: question.path.to_string(),
            choice,
            seen: Some(question.sides.iter().map(|side| side.stamp).collect()),
        };
        self.desks[desk].settle(&self.id, &[decision])?;
        self.done[desk].push(leaves);
        Ok(())
    }

    fn step_back(&mut self, desk: usize, at: usize) -> Result<(), OpError> {
        let Some(leaves) = self.done[desk].pop() else {
            return Ok(());
        };
        self.answer(desk, &leaves)?;
        self.desks[desk].undo()?;
        if at.is_multiple_of(2) {
            self.desks[desk].redo()?;
            self.done[desk].push(leaves);
        }
        Ok(())
    }

    fn all_meet(&self) -> Result<(), OpError> {
        for _ in 0..2 {
            for desk in 0..DESKS {
                self.desks[desk].learn_one(&self.desks[(desk + 1) % DESKS], &self.id)?;
            }
        }
        Ok(())
    }

    /// All that a desktop shows of the record.
    fn shown(&self, desk: usize) -> Result<(Value, String), OpError> {
        let mut questions = self.questions(desk)?;
        for side in questions.iter_mut().flat_map(|one| &mut one.sides) {
            side.author.here = false;
        }
        let entry = self.desks[desk].show(&self.id)?.entry;
        let row = (entry.title, entry.trashed, entry.conflicts);
        Ok((
            self.desks[desk].content(&self.id)?,
            format!("{row:?} {questions:?}"),
        ))
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec((0..DESKS, 0..10u8, any::<u32>()), 1..14)
}

fn failed(error: OpError) -> TestCaseError {
    TestCaseError::fail(error.to_string())
}

#[test]
fn desktops_that_choose_in_any_order_end_with_one_state_and_lose_nothing_that_nobody_saw() {
    let office = Office::new().expect("three desktops");
    let office = std::cell::RefCell::new((office, 0));
    for_all(
        100,
        (steps(), 0..DESKS, any::<u32>()),
        |(steps, last, pick)| {
            let (office, case) = &mut *office.borrow_mut();
            *case += 1;
            office.begin(*case).map_err(failed)?;
            for step in steps {
                office.act(step).map_err(failed)?;
            }
            office.all_meet().map_err(failed)?;
            let first = office.shown(0).map_err(failed)?;
            for desk in 1..DESKS {
                prop_assert_eq!(
                    &first,
                    &office.shown(desk).map_err(failed)?,
                    "who knows the same shows the same"
                );
            }
            for ((leaf, value), answered) in &office.answered {
                let visible = office.visible(0, *leaf).map_err(failed)?;
                prop_assert!(
                    *answered || visible.contains(value),
                    "{} was lost at {}",
                    value,
                    LEAVES[*leaf]
                );
            }
            while !office.questions(last).map_err(failed)?.is_empty() {
                office.choose(last, pick as usize).map_err(failed)?;
            }
            office.all_meet().map_err(failed)?;
            let settled = office.shown(last).map_err(failed)?;
            for desk in 0..DESKS {
                prop_assert_eq!(&settled, &office.shown(desk).map_err(failed)?);
                prop_assert!(
                    office.questions(desk).map_err(failed)?.is_empty(),
                    "who knew all chose last"
                );
            }
            Ok(())
        },
    );
}

#[test]
fn a_choice_made_beside_a_new_value_is_asked_about_again_with_both() {
    let office = Office::new().expect("three desktops");
    let office = std::cell::RefCell::new((office, 0));
    for_all(40, (0..LEAVES.len(), any::<u32>()), |(leaf, pick)| {
        let (office, case) = &mut *office.borrow_mut();
        *case += 1;
        office.begin(*case).map_err(failed)?;
        for desk in 0..2 {
            office.write(desk, leaf).map_err(failed)?;
        }
        office.all_meet().map_err(failed)?;
        office.choose(0, pick as usize).map_err(failed)?;
        let chosen = office.visible(0, leaf).map_err(failed)?;
        office.write(1, leaf).map_err(failed)?;
        let written = office.visible(1, leaf).map_err(failed)?;
        office.all_meet().map_err(failed)?;
        let all: BTreeSet<String> = chosen.union(&written).cloned().collect();
        for desk in 0..DESKS {
            prop_assert_eq!(&office.visible(desk, leaf).map_err(failed)?, &all);
            prop_assert_eq!(office.questions(desk).map_err(failed)?.len(), 1);
        }
        Ok(())
    });
}
