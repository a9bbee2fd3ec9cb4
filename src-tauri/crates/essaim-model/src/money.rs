//! Sums of money: decimals as text, added without ever passing through a float. What differs in currency or tax is not added.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

/// Digits after the point that an amount may have.
const FRACTION: usize = 9;

/// The sums of amounts, by currency and tax, in the form of a money field. What is no amount is passed over.
pub fn sums<'j>(amounts: impl IntoIterator<Item = &'j Json>) -> BTreeMap<(String, String), Json> {
    let mut sums: BTreeMap<(String, String), i128> = BTreeMap::new();
    for money in amounts.into_iter().filter_map(Json::as_object) {
        if let Some(units) = text(money, "amount").and_then(units) {
            let member = |name| text(money, name).unwrap_or_default().to_owned();
            *sums.entry((member("currency"), member("tax"))).or_default() += units;
        }
    }
    let written = |((currency, tax), units): ((String, String), i128)| {
        let money = json!({"amount": decimal(units), "currency": currency, "tax": tax});
        ((currency, tax), money)
    };
    sums.into_iter().map(written).collect()
}

fn text<'j>(money: &'j Map<String, Json>, name: &str) -> Option<&'j str> {
    money.get(name)?.as_str()
}

/// A decimal in units of its last possible digit.
fn units(decimal: &str) -> Option<i128> {
    let (negative, unsigned) = match decimal.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, decimal),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole.len() > 18 || fraction.len() > FRACTION {
        return None;
    }
    let units: i128 = format!("{whole}{fraction:0<FRACTION$}").parse().ok()?;
    Some(if negative { -units } else { units })
}

/// The shortest decimal; with a fraction, at least the cents.
fn decimal(units: i128) -> String {
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = FRACTION + 1);
    let (whole, fraction) = digits.split_at(digits.len() - FRACTION);
    let fraction = fraction.trim_end_matches('0');
    let sign = if units < 0 { "-" } else { "" };
    match fraction {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}.{fraction:0<2}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(amounts: &[&str]) -> String {
        let amounts: Vec<Json> = amounts
            .iter()
            .map(|amount| json!({"amount": amount, "currency": "EUR", "tax": "ht"}))
            .collect();
        sums(&amounts)
            .into_values()
            .next()
            .and_then(|money| money["amount"].as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    #[test]
    fn cents_add_up_exactly() {
        assert_eq!(sum(&["0.1", "0.2"]), "0.30");
        assert_eq!(sum(&["1234567.50", "0.50"]), "1234568");
        assert_eq!(sum(&["10", "-12.25"]), "-2.25");
        assert_eq!(sum(&["-0.5", "0.5"]), "0");
        assert_eq!(
            sum(&["999999999999999999.999999999", "0.000000001"]),
            "1000000000000000000"
        );
    }

    #[test]
    fn what_cannot_be_added_stays_apart_or_out() {
        let amounts = [
            json!({"amount": "1", "currency": "EUR", "tax": "ht"}),
            json!({"amount": "2", "currency": "EUR", "tax": "ttc"}),
            json!({"amount": "beaucoup", "currency": "EUR", "tax": "ttc"}),
            json!("3"),
        ];
        let sums = sums(&amounts);
        assert_eq!(sums.len(), 2);
        assert_eq!(sums[&("EUR".to_owned(), "ttc".to_owned())]["amount"], "2");
    }
}
