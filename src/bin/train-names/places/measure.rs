//! x
use std::path::Path;
pub fn run(_: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    for _ in 0..3 {
    let t = std::time::Instant::now();
    let g = depeche::annotate::places::gazetteer::Gazetteer::read(bytes).unwrap();
    println!("{:?} {}", t.elapsed(), g.len());
    for n in ["Vienne","Géorgie","Paris","Saint-Denis","Valence","Tripoli","Bruxelles","Kiev","XVe arrondissement","Corse", "Setif", "Réunion","Nord"] {
        let c: Vec<_> = g.candidates(&depeche::annotate::places::key::key(n)).map(|c| (g.id(c.place), g.place(c.place).kind, g.name(c.place), c.alias, g.line(c.place).iter().map(|p| g.id(*p)).collect::<Vec<_>>().join(">"))).collect();
        println!("{n} {c:?}");
    }
    }
    Ok(())
}
