//! What sort of place a place is.

/// The sort of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A continent or a part of the world: `Afrique`, `Sahel`.
    WorldPart,
    Country,
    /// A region, state, canton, wilaya.
    Region,
    /// A département or a province.
    Department,
    Capital,
    City,
    /// A part of a city.
    District,
    Water,
    Mountain,
    Island,
    /// Deserts, parks, camps, sites.
    Other,
}

/// Every kind and its letter in tables.
const LETTERS: [(Kind, char); 11] = [
    (Kind::WorldPart, 'W'),
    (Kind::Country, 'C'),
    (Kind::Region, 'R'),
    (Kind::Department, 'D'),
    (Kind::Capital, 'P'),
    (Kind::City, 'V'),
    (Kind::District, 'Q'),
    (Kind::Water, 'E'),
    (Kind::Mountain, 'M'),
    (Kind::Island, 'I'),
    (Kind::Other, 'A'),
];

impl Kind {
    /// The kind with this letter.
    pub fn of(letter: char) -> Option<Kind> {
        LETTERS.iter().find(|(_, known)| *known == letter).map(|&(kind, _)| kind)
    }

    /// The letter that stands for it in tables.
    pub fn letter(self) -> char {
        LETTERS.iter().find(|(kind, _)| *kind == self).map_or('A', |&(_, letter)| letter)
    }

    /// A city, capital or not.
    pub fn is_city(self) -> bool {
        matches!(self, Kind::City | Kind::Capital)
    }

    /// A part of a country that others lie in.
    pub fn is_region(self) -> bool {
        matches!(self, Kind::Region | Kind::Department)
    }
}
