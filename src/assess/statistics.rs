//! Where one figure stands among others: median, quantile, rank and quartile, on exact decimals.
//!
//! The figures are those that are there: whoever has no figure is left out before, and counts nowhere. They are compared as
//! given, so whoever compares published figures passes the rounded ones.

use rust_decimal::Decimal;

use crate::model::{Polarity, Value};

/// A quarter of the authorities, by performance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quartile {
    /// The best quarter.
    A,
    /// Better than the median, or on it where lower is better.
    B,
    /// Worse than the median, or on it where higher is better.
    C,
    /// The worst quarter.
    D,
}

/// The middle figure, or the mean of the two middle ones; in the figures' unit, not rounded. `None` of no figures.
///
/// Exact, which matters where it is rounded afterwards: the median of 17.1 and 17.2 is 17.15 and prints as 17.2, while the
/// nearest binary float prints as 17.1.
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::statistics::median;
/// use panelpack::internals::model::Value;
///
/// let [low, high, outlier] = [Value::new(171, 1), Value::new(172, 1), Value::new(990, 1)];
/// assert_eq!(median(&[outlier, low, high]), Some(high));
/// assert_eq!(median(&[high, low]).map(|value| value.rounded(1)), Some(high));
/// assert_eq!(median(&[]), None);
/// ```
pub fn median(values: &[Value]) -> Option<Value> {
    quantile(values, 1, 2)
}

/// The figure below which `part` of `of` equal parts lie, in the figures' unit: `quantile(values, 1, 4)` is the lower quartile.
///
/// Between two figures it lies on the straight line, at h = (n − 1) · part / of counted from the least: R's type 7, the
/// default of R, NumPy and spreadsheets' `QUARTILE.INC`. Exact where `of` divides 100, else rounded at the 28th digit.
/// `None` of no figures, and where `part` / `of` is no fraction from 0 to 1.
///
/// Source: Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), definition 7.
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::statistics::quantile;
/// use panelpack::internals::model::Value;
///
/// let values = [40, 10, 30, 20].map(|units| Value::new(units, 0));
/// assert_eq!(quantile(&values, 0, 4), Some(Value::new(10, 0)));
/// assert_eq!(quantile(&values, 1, 4), Some(Value::new(175, 1)));
/// assert_eq!(quantile(&values, 4, 4), Some(Value::new(40, 0)));
/// assert_eq!(quantile(&values, 5, 4), None);
/// ```
pub fn quantile(values: &[Value], part: u32, of: u32) -> Option<Value> {
    among_sorted(&sorted(values), part, of)
}

/// The place among all figures, 1 the best. Equal figures share the best of their places, and the next place is left free:
/// 1, 2, 2, 4.
///
/// `all` holds the own figure too; without it, the place is the one that the figure would take. `None` where neither way is
/// better, and where `all` is empty.
///
/// Source: `calculate_rank` of the DfE's Local Authority Interactive Tool (LAIT).
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::statistics::rank;
/// use panelpack::internals::model::{Polarity, Value};
///
/// let [best, tied, worst] = [Value::new(98, 0), Value::new(955, 1), Value::new(71, 0)];
/// let all = [tied, worst, best, tied];
/// let ranks = [best, tied, worst].map(|own| rank(own, &all, Polarity::HigherIsBetter));
/// assert_eq!(ranks, [Some(1), Some(2), Some(4)]);
/// assert_eq!(rank(tied, &all, Polarity::LowerIsBetter), Some(2));
/// assert_eq!(rank(tied, &all, Polarity::Neither), None);
/// ```
pub fn rank(own: Value, all: &[Value], polarity: Polarity) -> Option<usize> {
    let better = match polarity {
        Polarity::HigherIsBetter => all.iter().filter(|other| **other > own).count(),
        Polarity::LowerIsBetter => all.iter().filter(|other| **other < own).count(),
        Polarity::NearTarget | Polarity::Neither => return None,
    };
    (!all.is_empty()).then_some(better + 1)
}

/// The quarter in which a figure lies, A the best.
///
/// The cut points are the [`quantile`]s of `all`, and a figure on one belongs to the band below it, whichever way is better:
/// at exactly the lower quartile a lower-is-better figure is A, but at exactly the upper quartile a higher-is-better one is B.
/// Where cut points coincide the bands between them are empty: if a quarter of the authorities reach 100 %, nobody is A.
///
/// `all` holds the own figure too; one that lies beyond all others is in the outermost band. `None` where neither way is
/// better, and where `all` is empty.
///
/// Source: `calculate_quartile_band` of the DfE's Local Authority Interactive Tool (LAIT).
///
/// # Examples
///
/// ```
/// use panelpack::internals::assess::statistics::{Quartile, quartile};
/// use panelpack::internals::model::{Polarity, Value};
///
/// // Cut points 20, 30 and 40.
/// let all = [10, 20, 30, 40, 50].map(|units| Value::new(units, 0));
/// let bands = |polarity| all.map(|own| quartile(own, &all, polarity).expect("it has a direction"));
/// use Quartile::{A, B, C, D};
/// assert_eq!(bands(Polarity::LowerIsBetter), [A, A, B, C, D]);
/// assert_eq!(bands(Polarity::HigherIsBetter), [D, D, C, B, A]);
/// ```
pub fn quartile(own: Value, all: &[Value], polarity: Polarity) -> Option<Quartile> {
    let from_below = match polarity {
        Polarity::LowerIsBetter => [Quartile::A, Quartile::B, Quartile::C, Quartile::D],
        Polarity::HigherIsBetter => [Quartile::D, Quartile::C, Quartile::B, Quartile::A],
        Polarity::NearTarget | Polarity::Neither => return None,
    };
    let all = sorted(all);
    let mut band = 0;
    for part in 1..=3 {
        if own > among_sorted(&all, part, 4)? {
            band += 1;
        }
    }
    Some(from_below[band])
}

fn sorted(values: &[Value]) -> Vec<Value> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted
}

fn among_sorted(sorted: &[Value], part: u32, of: u32) -> Option<Value> {
    if part > of || of == 0 {
        return None;
    }
    // h, as a whole number of `of`-ths.
    let h = sorted.len().checked_sub(1)? as u128 * u128::from(part);
    let (below, beyond) = (usize::try_from(h / u128::from(of)).ok()?, h % u128::from(of));
    let lower = sorted.get(below)?.decimal();
    let upper = sorted.get(below + 1).map_or(lower, |upper| upper.decimal());

    // Multiplied before it is divided, so that a third of 3 is 1. Saturates at the ends of the range, which no figure reaches.
    let step = upper.saturating_sub(lower).saturating_mul(Decimal::from(beyond)) / Decimal::from(of);
    Some(Value::from_decimal(lower.saturating_add(step).normalize()))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn any_values() -> impl Strategy<Value = Vec<Value>> {
        vec((-1_000_000_000i64..1_000_000_000, 0..=9u32), 1..40)
            .prop_map(|amounts| amounts.into_iter().map(|(units, decimals)| Value::new(units, decimals)).collect())
    }

    fn any_direction() -> impl Strategy<Value = Polarity> {
        prop_oneof![Just(Polarity::HigherIsBetter), Just(Polarity::LowerIsBetter)]
    }

    fn turned(polarity: Polarity) -> Polarity {
        match polarity {
            Polarity::HigherIsBetter => Polarity::LowerIsBetter,
            Polarity::LowerIsBetter => Polarity::HigherIsBetter,
            Polarity::NearTarget | Polarity::Neither => polarity,
        }
    }

    proptest! {
        #[test]
        fn the_median_lies_between_least_and_greatest(values in any_values()) {
            let median = median(&values);
            prop_assert!(values.iter().min().copied() <= median && median <= values.iter().max().copied());
        }

        /// As many figures lie above the median as below it, but for those on it.
        #[test]
        fn the_median_halves_the_figures(values in any_values()) {
            let median = median(&values).expect("there are figures");
            prop_assert!(values.iter().filter(|value| **value < median).count() * 2 <= values.len());
            prop_assert!(values.iter().filter(|value| **value > median).count() * 2 <= values.len());
        }

        #[test]
        fn order_does_not_matter(
            (values, shuffled) in any_values().prop_flat_map(|values| (Just(values.clone()), Just(values).prop_shuffle())),
            polarity in any_direction(),
            part in 0..=100u32,
        ) {
            prop_assert_eq!(median(&values), median(&shuffled));
            prop_assert_eq!(quantile(&values, part, 100), quantile(&shuffled, part, 100));
            prop_assert_eq!(rank(values[0], &values, polarity), rank(values[0], &shuffled, polarity));
            prop_assert_eq!(quartile(values[0], &values, polarity), quartile(values[0], &shuffled, polarity));
        }

        #[test]
        fn a_greater_part_has_no_smaller_quantile(values in any_values(), of in 1..=1000u32, a in 0..=1000u32, b in 0..=1000u32) {
            let (less, more) = (a.min(b).min(of), a.max(b).min(of));
            prop_assert!(quantile(&values, less, of) <= quantile(&values, more, of));
        }

        /// First from one side is last from the other, where nobody shares a place.
        #[test]
        fn rank_flips_with_polarity(mut values in any_values(), polarity in any_direction()) {
            values.sort_unstable();
            values.dedup();
            for own in &values {
                let places = rank(*own, &values, polarity).zip(rank(*own, &values, turned(polarity)));
                prop_assert_eq!(places.map(|(one, other)| one + other), Some(values.len() + 1));
            }
        }

        /// A better figure has neither a worse rank nor a worse quartile.
        #[test]
        fn rank_and_quartile_are_monotone(values in any_values(), polarity in any_direction()) {
            let (one, other) = (values[0], values[values.len() - 1]);
            prop_assume!(polarity.is_as_good(one, other));
            prop_assert!(rank(one, &values, polarity) <= rank(other, &values, polarity));
            prop_assert!(quartile(one, &values, polarity) <= quartile(other, &values, polarity));
        }
    }

    #[test]
    fn nobody_is_best_where_cut_points_coincide_at_the_top() {
        let all = [0, 50, 100, 100, 100].map(|units| Value::new(units, 0));
        assert_eq!(
            all.map(|own| quartile(own, &all, Polarity::HigherIsBetter)),
            [Quartile::D, Quartile::D, Quartile::C, Quartile::C, Quartile::C].map(Some)
        );
        assert_eq!(
            all.map(|own| quartile(own, &all, Polarity::LowerIsBetter)),
            [Quartile::A, Quartile::A, Quartile::B, Quartile::B, Quartile::B].map(Some)
        );
    }

    #[test]
    fn where_all_are_equal_the_band_is_the_lowest() {
        let all = [Value::new(7, 0); 4];
        assert_eq!(quartile(all[0], &all, Polarity::LowerIsBetter), Some(Quartile::A));
        assert_eq!(quartile(all[0], &all, Polarity::HigherIsBetter), Some(Quartile::D));
        assert_eq!(rank(all[0], &all, Polarity::HigherIsBetter), Some(1));
    }

    #[test]
    fn without_figures_or_direction_there_is_nothing() {
        let own = Value::new(7, 0);
        assert_eq!(rank(own, &[], Polarity::HigherIsBetter), None);
        assert_eq!(quartile(own, &[], Polarity::HigherIsBetter), None);
        for polarity in [Polarity::NearTarget, Polarity::Neither] {
            assert_eq!((rank(own, &[own], polarity), quartile(own, &[own], polarity)), (None, None));
        }
        assert_eq!((quantile(&[own], 0, 0), quantile(&[], 0, 1), quantile(&[own], 1, 1)), (None, None, Some(own)));
    }

    #[test]
    fn the_ends_of_the_range_are_no_panic() {
        let ends = [Value::from_decimal(Decimal::MIN), Value::from_decimal(Decimal::MAX)];
        assert!(quantile(&ends, 99, u32::MAX).is_some() && quantile(&ends, 3, 4).is_some());
    }
}
