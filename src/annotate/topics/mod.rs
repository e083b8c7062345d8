//! What a dispatch is about: the labels and parents of the source's topic codes, and topics found in the text.
//!
//! [`complete`] reads codes; [`Topics`] reads text. Both speak of IPTC Media Topics by their French labels.

pub mod classify;
pub mod complete;
pub mod decision;
pub mod features;
pub mod media_topics;
mod merge;
pub mod model;
mod subject_codes;

pub use classify::{Scratch, Topics, add};
pub use complete::complete;
pub use merge::merge;

/// The 17 top Media Topics by their French labels, in the order of their codes, `01000000` to `17000000`. The old
/// subject codes have the same tops under the same codes.
/// Source: IPTC Media Topics, <https://cv.iptc.org/newscodes/mediatopic/>, CC BY 4.0.
pub const TOPS: [&str; 17] = [
    "Arts, culture, divertissement et médias",
    "Criminalité, droit et justice",
    "Désastres et accidents",
    "Économie et finances",
    "Éducation",
    "Environnement",
    "Santé",
    "Gens animaux insolite",
    "Social",
    "Vie quotidienne et loisirs",
    "Politique",
    "Religion et croyance",
    "Science et technologie",
    "Société",
    "Sport",
    "Conflit, guerre et paix",
    "Météo",
];
