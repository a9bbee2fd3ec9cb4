//! Named members of a value: sorted by name, each name once, in one piece of memory.

use compact_str::CompactString;

use crate::Value;

/// The members of a structure. Most have two or three: a map of nodes would take ten times the room.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Members(Box<[Member]>);

/// A name and its value.
type Member = (CompactString, Value);

impl Members {
    /// The members of a list that may have any order; `None` where a name comes twice.
    pub fn unique(mut list: Vec<Member>) -> Option<Self> {
        let is_sorted = |list: &[Member]| list.windows(2).all(|two| two[0].0 < two[1].0);
        if !is_sorted(&list) {
            list.sort_by(|one, other| one.0.cmp(&other.0));
            if !is_sorted(&list) {
                return None;
            }
        }
        Some(Self(list.into_boxed_slice()))
    }

    /// The value of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self.0.binary_search_by(|(one, _)| one.as_str().cmp(name));
        found.ok().map(|at| &self.0[at].1)
    }

    /// The same with one value put in, in place of what has that name.
    #[must_use]
    pub fn with(&self, name: &str, value: Value) -> Self {
        let others = self.0.iter().filter(|(one, _)| one != name).cloned();
        others.chain([(name.into(), value)]).collect()
    }

    /// Names and values, by name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&CompactString, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The values, by name.
    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }
}

impl FromIterator<Member> for Members {
    /// Of several with one name, the last counts.
    fn from_iter<I: IntoIterator<Item = Member>>(members: I) -> Self {
        let map: std::collections::BTreeMap<CompactString, Value> = members.into_iter().collect();
        Self(map.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(names: &[&str]) -> Vec<Member> {
        let numbered = names.iter().zip(0..);
        numbered
            .map(|(name, number)| ((*name).into(), Value::Whole(number)))
            .collect()
    }

    #[test]
    fn the_order_in_which_they_came_tells_nothing() {
        let sorted = Members::unique(listed(&["date", "value"]));
        let mut turned = listed(&["date", "value"]);
        turned.reverse();
        assert_eq!(Members::unique(turned), sorted);
        assert!(sorted.is_some_and(|members| members.get("value") == Some(&Value::Whole(1))));
    }

    #[test]
    fn a_name_that_comes_twice_is_noticed_wherever_it_stands() {
        for names in [&["a", "a"][..], &["a", "b", "a"], &["b", "a", "c", "b"]] {
            assert_eq!(Members::unique(listed(names)), None, "{names:?}");
        }
    }

    #[test]
    fn a_value_takes_the_place_of_the_one_with_its_name() {
        let members: Members = listed(&["a", "b", "a"]).into_iter().collect();
        assert_eq!(members.get("a"), Some(&Value::Whole(2)));
        let changed = members.with("b", Value::Null).with("aa", Value::Flag(true));
        let names: Vec<_> = changed.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a", "aa", "b"]);
        assert_eq!(changed.get("b"), Some(&Value::Null));
    }
}
