//! `--together`: pairs of values that stand in the same dispatches, as a table or as a network.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use depeche::export::{Target, graph};
use depeche::french::fold::fold;
use depeche::index::facet::Facet;
use depeche::safe::for_terminal;
use depeche::search::facets::Gathered;
use depeche::search::together::{Network, together};

use super::Outcome;
use super::args::{FacetArgs, FacetFormat, FacetSort};
use super::facet_table::{Row, Table};
use super::facets::{ROWS, named, rounded, search, shown};
use super::output::{self, say, unwritten};

pub fn run(
    gathered: &Gathered,
    keep: impl Fn(&str) -> bool,
    args: &FacetArgs,
    facet: Facet,
    format: FacetFormat,
    index: &Path,
) -> anyhow::Result<Outcome> {
    let mut network = together(gathered, args.nodes.into(), keep);
    network.pairs.retain(|pair| pair.dispatches >= args.min);
    let all = network.pairs.len();
    network.pairs.truncate(args.top.unwrap_or(if format.is_network() { usize::MAX } else { ROWS }));
    match (format, output::file(args.output.as_deref())) {
        (FacetFormat::Graphml, file) => output::write_to(file, |out| graph::graphml(out, &network))?,
        (FacetFormat::Gephi, Some(file)) => {
            gephi(&network, file)?;
            let [edges, nodes] =
                [file, &nodes_beside(file)].map(|file| for_terminal(&file.to_string_lossy()).into_owned());
            say(format_args!("edges in {edges}, nodes in {nodes}"));
        }
        (FacetFormat::Gephi, _) => bail!("gephi is two tables, edges and nodes: name the first with -o"),
        (_, file) => table(&network, args, facet, index).write(format, file)?,
    }
    if format == FacetFormat::Text || args.output.is_some() {
        let dispatches = output::count(gathered.dispatches, "dispatch", "dispatches");
        let pairs = output::count(all as u64, "pair", "pairs");
        let nodes = named(network.values, facet);
        say(format_args!("{dispatches}, {nodes}, {pairs}{}", shown(network.pairs.len(), all)));
    }
    if network.nodes.len() < network.values {
        let (most, all) = (output::thousands(network.nodes.len() as u64), named(network.values, facet));
        say(format_args!("only the {most} most frequent of {all} were paired; --nodes N pairs more"));
    }
    Ok(if all > 0 { Outcome::Found } else { Outcome::Nothing })
}

fn table<'a>(network: &'a Network, args: &FacetArgs, facet: Facet, index: &Path) -> Table<'a> {
    let name = |node: usize| network.nodes[node].0.as_str();
    let mut pairs = network.pairs.clone();
    if args.sort == FacetSort::Name {
        pairs.sort_by_cached_key(|pair| (fold(name(pair.nodes.0)), fold(name(pair.nodes.1))));
    }
    let search = |pair: (usize, usize)| search(args, facet, index, &[name(pair.0), name(pair.1)]);
    let rows = pairs.iter().map(|pair| Row {
        name: name(pair.nodes.0),
        with: Some(name(pair.nodes.1)),
        dispatches: pair.dispatches,
        share: None,
        strength: Some(rounded(pair.strength)),
        search: args.queries.then(|| search(pair.nodes)),
    });
    let example = pairs.first().map(|first| search(first.nodes));
    Table { rows: rows.collect(), pairs: true, queries: args.queries, example }
}

/// Writes the edges to `file` and the nodes beside it; both are begun before either takes its place.
fn gephi(network: &Network, file: &Path) -> anyhow::Result<()> {
    let beside = nodes_beside(file);
    let mut edges = Target::create(file).with_context(|| unwritten(file))?;
    let mut nodes = Target::create(&beside).with_context(|| unwritten(&beside))?;
    graph::gephi_edges(&mut edges, network).with_context(|| unwritten(file))?;
    graph::gephi_nodes(&mut nodes, network).with_context(|| unwritten(&beside))?;
    nodes.finish().with_context(|| unwritten(&beside))?;
    edges.finish().with_context(|| unwritten(file))
}

/// `otan.csv` has its nodes in `otan.nodes.csv`.
fn nodes_beside(file: &Path) -> PathBuf {
    let mut name: OsString = file.file_stem().unwrap_or_default().to_owned();
    name.push(".nodes.csv");
    file.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nodes_lie_beside_the_edges() {
        for (file, nodes) in
            [("a/otan.csv", "a/otan.nodes.csv"), ("otan", "otan.nodes.csv"), ("x.y.csv", "x.y.nodes.csv")]
        {
            assert_eq!(nodes_beside(Path::new(file)), Path::new(nodes));
        }
    }
}
