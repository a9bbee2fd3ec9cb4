//! What one item of a list is called: the list has the plural as its label.

use super::{Label, label};

const ONE: &[(&str, Label)] = &[
    ("adoptions", label("Reprise", "Adoption")),
    ("attachments", label("Pièce", "Attachment")),
    ("budget", label("Ligne de dépense", "Budget line")),
    ("decisions", label("Décision", "Decision")),
    ("funders", label("Financeur", "Funder")),
    ("funding", label("Financement", "Funding")),
    ("glossary", label("Terme", "Term")),
    ("indicators", label("Indicateur", "Indicator")),
    ("journal", label("Note de journal", "Journal entry")),
    ("links", label("Lien", "Link")),
    ("partners", label("Partenaire", "Partner")),
    ("readings", label("Relevé", "Reading")),
    ("risks", label("Risque", "Risk")),
    ("sources", label("Source", "Source")),
    ("steps", label("Étape", "Step")),
    ("succeeds", label("Collectivité reprise", "Predecessor")),
];

/// The name of one item of that list.
pub fn one_of(list: &str) -> Option<Label> {
    let found = ONE.iter().find(|(name, _)| *name == list);
    found.map(|(_, label)| *label)
}

#[cfg(test)]
mod tests {
    use super::one_of;
    use crate::schema::{Field, FieldType, KINDS};

    fn every_item_has_a_name(kind: &str, field: &Field) {
        let within = match field.ty {
            FieldType::Items(fields) => fields,
            FieldType::Readings => &[],
            _ => return,
        };
        assert!(one_of(field.name).is_some(), "{kind}.{}", field.name);
        within
            .iter()
            .for_each(|field| every_item_has_a_name(kind, field));
    }

    #[test]
    fn the_items_of_every_list_that_people_write_have_a_name() {
        for kind in KINDS.iter().filter(|kind| kind.name != "erasure") {
            kind.all_fields()
                .for_each(|field| every_item_has_a_name(kind.name, field));
        }
    }
}
