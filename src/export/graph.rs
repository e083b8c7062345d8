//! Networks: GraphML for Gephi, yEd, Cytoscape and networkx, and the two tables that Gephi imports.
//!
//! Nodes are numbered from 1 by frequency; those that no pair is left of stand in none of them.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::atom::xml;
use super::table::csv_error;
use crate::safe::for_csv_cell;
use crate::search::together::Network;

/// Writes GraphML (<http://graphml.graphdrawing.org/>). Nodes have `label` and `dispatches`, edges `weight` (the dispatches
/// that have both) and `strength` (of those that have either, 0 to 1).
///
/// # Errors
/// Those of `out`.
pub fn graphml(mut out: impl Write, network: &Network) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
        xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
        http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n\
        <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n\
        <key id=\"dispatches\" for=\"node\" attr.name=\"dispatches\" attr.type=\"long\"/>\n\
        <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n\
        <key id=\"strength\" for=\"edge\" attr.name=\"strength\" attr.type=\"double\"/>\n\
        <graph edgedefault=\"undirected\">\n",
    )?;
    for (number, name, dispatches) in nodes(network) {
        writeln!(
            out,
            "<node id=\"n{number}\"><data key=\"label\">{}</data><data key=\"dispatches\">{dispatches}</data></node>",
            xml(name)
        )?;
    }
    for pair in &network.pairs {
        let (source, target) = numbers(pair.nodes);
        writeln!(
            out,
            "<edge source=\"n{source}\" target=\"n{target}\"><data key=\"weight\">{}</data>\
             <data key=\"strength\">{:.4}</data></edge>",
            pair.dispatches, pair.strength
        )?;
    }
    out.write_all(b"</graph>\n</graphml>\n")
}

/// Writes the table of edges that Gephi imports.
///
/// # Errors
/// Those of `out`.
pub fn gephi_edges(out: impl Write, network: &Network) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["Source", "Target", "Type", "Weight", "Strength"]).map_err(csv_error)?;
    for pair in &network.pairs {
        let (source, target) = numbers(pair.nodes);
        let strength = format!("{:.4}", pair.strength);
        table
            .write_record([
                &source.to_string(),
                &target.to_string(),
                "Undirected",
                &pair.dispatches.to_string(),
                &strength,
            ])
            .map_err(csv_error)?;
    }
    table.flush()
}

/// Writes the table of nodes that Gephi imports.
///
/// # Errors
/// Those of `out`.
pub fn gephi_nodes(out: impl Write, network: &Network) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(["Id", "Label", "Dispatches"]).map_err(csv_error)?;
    for (number, name, dispatches) in nodes(network) {
        table.write_record([&number.to_string(), &*for_csv_cell(name), &dispatches.to_string()]).map_err(csv_error)?;
    }
    table.flush()
}

/// Number, name and dispatches of every node that is in a pair.
fn nodes(network: &Network) -> impl Iterator<Item = (usize, &str, u64)> {
    let paired: BTreeSet<usize> = network.pairs.iter().flat_map(|pair| [pair.nodes.0, pair.nodes.1]).collect();
    paired.into_iter().map(|place| {
        let (name, dispatches) = &network.nodes[place];
        (place + 1, name.as_str(), *dispatches)
    })
}

fn numbers((first, second): (usize, usize)) -> (usize, usize) {
    (first + 1, second + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::together::Pair;

    fn network() -> Network {
        let nodes = [("=Ada & <Roux>\u{1b}\u{202e}", 3), ("Seul", 2), ("Ivo \"I\" Stern\u{ffff}", 1)];
        Network {
            dispatches: 4,
            values: 3,
            nodes: nodes.map(|(name, dispatches)| (name.to_owned(), dispatches)).into(),
            pairs: vec![Pair { nodes: (0, 2), dispatches: 1, strength: 1.0 / 3.0 }],
        }
    }

    fn written(write: impl Fn(&mut Vec<u8>, &Network) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        write(&mut out, &network()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn graphml_is_xml_whatever_the_names() {
        let text = written(|out, network| graphml(out, network));
        let mut reader = quick_xml::Reader::from_str(&text);
        while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
        assert!(
            text.contains("<data key=\"label\">=Ada &amp; &lt;Roux&gt;&#x202E;</data><data key=\"dispatches\">3<"),
            "{text}"
        );
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{ffff}']) && !text.contains("Seul"), "{text}");
        assert!(text.contains("<edge source=\"n1\" target=\"n3\"><data key=\"weight\">1</data>"), "{text}");
    }

    #[test]
    fn the_tables_of_gephi_name_the_same_nodes() {
        assert_eq!(
            written(|out, network| gephi_edges(out, network)),
            "Source,Target,Type,Weight,Strength\n1,3,Undirected,1,0.3333\n"
        );
        assert_eq!(
            written(|out, network| gephi_nodes(out, network)),
            "Id,Label,Dispatches\n1,'=Ada & <Roux>\u{1b}\u{202e},3\n3,\"Ivo \"\"I\"\" Stern\u{ffff}\",1\n"
        );
    }
}
