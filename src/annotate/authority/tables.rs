//! Names that no rule of spelling brings together, and short forms of given names.

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

/// Spellings of one name, a line each, folded: romanisations of Arabic and Persian names, whose vowels are not written,
/// and of names that Greek and Latin gave to many languages in one form.
const ONE_NAME: &str = "\
mohamed mohammed muhammad mohammad mohamad muhamad mouhammad mohamd muhammed mahomet mouhamed mouhamadou mamadou mamadu
ahmed ahmad ahmet
mahmoud mahmud mahmood
hussein husayn hossein hussain husein housseine houssein hossain husain
hassan hasan hacene hacen
youssef yousef yusuf youssouf yussuf yousuf joussef yousseph youcef yusef
omar umar oumar omer
osama oussama usama ousama
othman osman uthman ousmane ousman othmane usman
khaled khalid
nasser nasir naser nassir
tarek tariq tarik tareq
rachid rasheed rashid
saied said saeed sayeed
walid waleed oualid
jamal djamel jamel gamal
jamil jameel djamil
kamel kamal kamil
karim kareem
hamed hamad
ibrahim ibraheem brahim ebrahim ibrahima
ismail ismael ismaeel smail ismayil
moustafa mustafa mostafa mustapha mostefa moustapha
suleiman soleiman sulaiman soulaimane suleyman souleymane soulayman sliman slimane soliman suleman sulayman
soleimani suleimani soleymani sulaimani solaimani
hosseini husseini husayni housseini
marwan marouane maruan marwane
anwar anouar
daoud dawood daud dawud
bachar bashar bachir bashir
faisal faycal feisal faysal
fouad fuad
amin amine ameen
abou abu
aboubakar abubakar aboubacar
ayman aiman aymane
ayoub ayub ayyoub
adnan adnane
salah saleh salih
moncef munsif moncif
moammar mouammar muammar moamer
kadhafi gaddafi qadhafi khadafi kaddafi gadhafi qaddafi ghadafi qathafi khaddafi gheddafi
sadate sadat
moubarak mubarak mobarak
morsi mursi morsy moursi
haniyeh haniya haniyah haniye
reza riza
bagher baqer baqir baghir
ghalibaf qalibaf
ali aly
hafez hafiz hafedh
raissi raisi raeisi
khamenei khamenai khameneyi
khomeiny khomeini khomeyni
alexandre aleksandr alexander aleksander alexandr
alexei alexey aleksei aleksey
andrei andrey andrej
dmitri dmitry dimitri dmitriy dimitry dmitrij
mikhail michail mikhael
nicolas nicholas nikolas
nikolai nikolay nicolai nikolaj
evgueni evgeny yevgeny evgeni ievgueni eugeni evgenij yevgeni
iouri yuri youri juri yury yuriy iourii
youlia ioulia yulia julia iulia yuliya
piotr petr pyotr
fiodor fyodor feodor fedor
gorbatchev gorbachev gorbatchov gorbatschow gorbachov gorbatjov
khrouchtchev khrushchev chruschtschow
tchaikovski tchaikovsky tchaikowsky chaikovsky
constantin konstantin konstantine
georges george
yannis yanis giannis gianis ioannis yiannis
michael mikael mickael
stephane stefane
christian kristian
benyamin benjamin binyamin
netanyahou netanyahu netanyaou netaniahou
isaac itzhak yitzhak yitzak
yahya yehia yahia
yasser yassir yasir
jibril djibril
sinwar sinouar
nasrallah nasrullah
ghannouchi ghannushi ghanouchi
haftar hifter heftar
charaa sharaa chareh chara sharah
joulani jolani golani jawlani jaulani
erekat ureikat arikat
hariri alhariri
maduro madouro
tchekhov chekhov tchekov
ceausescu ceaucescu
izetbegovic izetbegovitch
guiorgui giorgi georgi gueorgui
saakachvili saakashvili
zourabichvili zurabishvili zourabichvily
ivanichvili ivanishvili
";

/// Given names that one person goes by, a line each, folded. Beside them, `Vladimir` and `Volodymyr` are two names.
const SHORT: &str = "\
joe joseph jo joey
bill william will willy billy
bob robert rob bobby robby
ted edward eddie ed teddy edouard
mike michael
tony anthony antony
jim james jimmy jamie
tom thomas tommy
dan daniel danny
ben benjamin benny
alex alexandre
dick richard rick ricky
steve steven stephen
chris christopher christophe
matt matthew
nick nicolas nicholas
sam samuel sammy
andy andrew drew
greg gregory
jeff jeffrey geoffrey
jerry gerald gerard
ken kenneth
larry lawrence laurence
pete peter
ron ronald ronnie
tim timothy
don donald donnie
fred frederic frederick freddy
phil philip philippe philipp
max maxime maximilien maximilian
vince vincent
walt walter
liz elizabeth elisabeth beth lizzie
kate katherine catherine katharine
kathy cathy
meg margaret maggie peggy
sue susan
jenny jennifer
becky rebecca
debbie deborah debra
bernie bernard
mitch mitchell
chuck charles charlie
al albert alan alfred
hank henry harry
jack john johnny
gabi gabriel
manu emmanuel
dom dominique
jose pepe
francisco paco
volodia vladimir
micha mikhail
bibi benyamin
";

type Table = HashMap<&'static str, &'static str, FxBuildHasher>;

/// From a folded spelling to the first of its line.
fn table(lines: &'static str) -> Table {
    let pairs = lines.lines().flat_map(|line| {
        let first = line.split(' ').next().unwrap_or(line);
        line.split(' ').map(move |form| (form, first))
    });
    let mut table = Table::default();
    for (form, first) in pairs {
        table.entry(form).or_insert(first);
    }
    table
}

static SPELLINGS: LazyLock<Table> = LazyLock::new(|| table(ONE_NAME));

/// The common form of a name that the press writes in ways that no rule covers.
pub fn one_name(folded: &str) -> Option<&'static str> {
    SPELLINGS.get(folded).copied()
}

/// Whether one folded given name is short for the other, or both are for a third.
pub fn short_forms(a: &str, b: &str) -> bool {
    SHORT.lines().any(|line| {
        let has = |name: &str| line.split(' ').any(|form| form == name);
        has(a) && has(b)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::french::fold::fold;

    #[test]
    fn the_tables_are_folded_and_no_spelling_stands_twice() {
        let forms: Vec<&str> = ONE_NAME.lines().flat_map(|line| line.split(' ')).collect();
        for form in &forms {
            assert_eq!(forms.iter().filter(|other| other == &form).count(), 1, "{form}");
        }
        for form in forms.iter().copied().chain(SHORT.lines().flat_map(|line| line.split(' '))) {
            assert_eq!(fold(form), form.replace('-', ""), "{form}");
            assert!(!form.contains('-'), "{form}");
        }
    }

    #[test]
    fn short_forms_are_looked_up_both_ways() {
        assert!(short_forms("joe", "joseph") && short_forms("william", "bill"));
        assert!(!short_forms("vladimir", "volodymyr"));
    }
}
