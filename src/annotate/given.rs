//! Common given names: what tells a woman from a man, and `Chérif et Saïd Kouachi` from `Macron et Angela Merkel`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// As far as the text gives it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    Man,
    Woman,
}

/// Whether `name`, folded, is a given name, and whose. Both for those that either may bear.
pub fn gender(name: &str) -> Option<Option<Gender>> {
    NAMES.get(name.split('-').next().unwrap_or(name)).copied()
}

/// Whether these, folded, are given names of a man and of a woman.
pub fn differ(one: &str, other: &str) -> bool {
    one != other && matches!((gender(one), gender(other)), (Some(Some(a)), Some(Some(b))) if a != b)
}

static NAMES: LazyLock<HashMap<&str, Option<Gender>>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for (list, gender) in [(MEN, Some(Gender::Man)), (WOMEN, Some(Gender::Woman)), (EITHER, None)] {
        names.extend(list.split_whitespace().map(|name| (name, gender)));
    }
    names
});

const MEN: &str = "
abdallah abdel abdelaziz abdelkader abdellah abderrahmane abdou abdoulaye abel abraham achille adam adama adel adolphe
adrian adrien ahmad ahmed aime alain alan alassane albert alberto aldo alejandro aleksandr alessandro alex alexander
alexandre alexei alexis alfonso alfred ali alpha alphonse amadou amine amir anatole anders andre andrea andreas andrei
andres andrew andrzej angelo anthony antoine anton antonin antonio antony aristide armand arnaud arnold arsene arthur
aurelien axel aziz bachir baptiste barack bart bashar basile bastien benedict benjamin bernard bertrand bill bob boris
boubacar brahim brian bruce bruno carl carlo carlos cedric cesar charles cherif chris christian christoph christophe
christopher claudio clement clint colin corentin cyril cyrille daniel dario david davide denis denys dick didier diego
dieudonne dimitri djamel dmitri dominic donald doug douglas driss dylan eddy edgar edmond edmund edouard eduardo edward
edwin elie elliot eloi elon emanuel emile emilien emilio emmanuel enrico enrique enzo eric erik ernest ernesto erwan
ethan etienne eugene evan fabien fabio fabrice farid federico felipe felix ferdinand fernand fernando fidel filippo
florent florian francesco francis francisco franck francois frank franklin franz fred frederic frederik friedrich
gabriel gaetan gael gary gaspard gaston gauthier gennaro geoffrey geoffroy georg george georges georgios gerald gerard
gerhard gianni gilbert gilles giorgio giovanni giuseppe gonzalo gordon gregoire gregory guido guillaume gunther gustave
guy habib hamid hamza hans harald harold harry harvey hassan hector helmut henri henrik henry herman hermann herve
hicham hubert hugo hugues hussein ibrahim idriss idrissa ignace igor ilham ilya imad isaac ismael ismail issa ivan
jack jacob jacques jair jake jamal james jan janez jason javier jean jeff jeffrey jens jeremie jeremy jerome jesus jim
jimmy joachim joao joe joel joffrey johan johann john johnny jonas jonathan jordan jordi jorge jose josef joseph joshua
josep juan juha jules julian julien julio jurgen justin kader kamal kamel karel karim karl kaspar keith kemal ken kenneth
kevin khaled khalid kobe konrad konstantin kurt kyriakos kylian lamine lance larry lars laurent lazare leandro lech
leon leonard leonardo leonid leopold leo lionel loic lorenzo louis luc luca lucas luciano lucien ludovic luigi luis
lukas luke magnus mahmoud malcolm malick malik mamadou manuel marc marcel marcelin marcello marcelo marco marcos marek
mariano mario marius mark markus martin massimo mateo mateusz mathias mathieu mathis matt matteo matthew matthias
matthieu maurice mauricio maurizio max maxim maxime maximilien mehdi mehmet michael michal michele miguel mihai mike
mikhail milan milos mitch modibo mohamed mohammad mohammed moise mokhtar moktar moussa mouloud mounir mourad moustapha
muhammad mustafa mustapha nabil nathan nathanael neil nelson nestor nicolas niels nigel nikola nikolai nikos noah noel
norbert norman octave olaf oleg oleksandr oleksiy oliver olivier olof omar orhan oscar osman othmane otto ousmane owen
pablo paolo pascal patrice patrick paul paulo pavel pedro petr petro philip philippe phil pierre piotr pieter
quentin rachid rafael rafic rafik raphael raul ray raymond rayan recep reda redouane regis reinhard remi remy renaud
rene ricardo richard rishi rob robert roberto robin rodolphe rodrigo rodrigue roger roland roman romain romano romuald
ron ronald ronan roy rudolf rudy rupert russell ryan sacha said salah salim salman sam samir samuel sandro sani sebastian
sebastien selim serge sergei sergio serguei shinzo sidney silvio simon slimane slobodan sofiane soufiane stan
stanislas stefan stefano stephan stephane stephen steve steven sven sylvain sylvester taha tahar tareq tariq tarik tayyip
ted teodoro terry theo theodore theophile thibaud thibault thibaut thierry thomas tidiane tim timothee timothy tobias tom
tomas tommaso tommy tony toufik tristan tundu ulrich umberto valentin valery vasyl vaclav viktor vincent vincenzo
vitali vladimir volodymyr walid wally walter warren werner wilfried wilhelm willem william willy winston wladimir wolfgang
xavier yacine yann yanis yannick yasser yassine yohan yoann youri youssef youssouf yuri yusuf yves yvon zacharie zine
zinedine zoltan";

const WOMEN: &str = "
adele adeline adriana agathe agnes aicha aida aissata aissatou alba alessandra alexandra alexia alice alicia aline
alison alix amanda amandine amelie amelia amina aminata amy ana anais anastasia andree angela angele angelique angelina
anita anke ann anna annabelle annalena anne annette annick annie antoinette antonella apolline ariane arianna arlette
armelle asma assia astrid audrey aurelia aurelie aurore awa axelle ayse barbara beatrice beatriz benedicte berenice
bernadette berthe beth betty beyonce bianca blanche brenda brigitte camille carine carla carmen carole carolina caroline
caterina catherine cecile cecilia celeste celia celine chantal charlene charline charlotte chiara chloe christa
christelle christiane christina christine chrystia cindy clara clarisse claire claudette claudia claudine clemence
clementine clotilde colette coline colleen constance coralie corinne cristina cynthia daniela danielle daphne dati debbie
deborah delphine demi denise diana diane djamila dolores dominika doris dorothee ebba edith elena eleonore elena eliane
elisa elisabeth elise elizabeth ella ellen elodie elsa elvira emilie emilia emily emma emmanuelle erika ernestine estelle
esther eugenie eva eve evelyne fabienne fadila fadela fanny farah farida fatiha fatima fatma fatou fatoumata faustine
federica fernande fiona flora florence france francesca francine francoise frederique gabriela gabrielle gaelle
genevieve georgette geraldine germaine ghislaine gina giorgia giovanna gisele gloria greta gretchen gwenaelle habiba
hadja halima hanna hannah heidi helen helena helene henriette hilary hillary hortense houda huguette ida ilaria imane ines
ingrid irene irina iris isabel isabella isabelle ivana ivanka jacinda jacqueline jada jamila jana jane janet janine
jeanine jeanne jeannette jennifer jenny jessica jill joan joanna jocelyne joelle johanna josephine josette josiane joyce
juana judith julia juliana julie juliette justine kaja kamala karen karima karin karine karla kate katarina kate
katherine kathleen kathy katia katja katrin keiko kelly khadija kim kirsten kristalina kristina laetitia laila lara
laura laure laurence lea leila lena leonie leslie leticia lila lili liliane lina linda lisa lise lola lorena loretta lorraine
louisa louise lucia lucie lucile lucette lucienne ludivine ludmila luisa lydia lydie madeleine madison magali maggie maia maite
malala malika malia manon manuela marcelle margaret margaux margot marguerite maria mariam mariama mariana marianne marie
marielle mariette marilyn marina marine marion marisa marise marjorie marlene marta martha marthe martine mary maryam
maryline maryse mathilda mathilde maud maude maya megan meghan melanie melania melissa mette meryem michele michelle mia mireille
miriam mona monica monika monique muriel myriam nabila nadege nadia nadine naima najat nancy naomi natacha natalia natalie
natasha nathalie nawal nazanin nelly nicola nicole nina noemie nora norma odette odile olena olga olivia ophelie oprah
pamela paola pascale patricia paula paule paulette pauline penelope perrine petra prisca priscilla priti rachel rachida
raja rama ramata raphaelle raymonde rebecca regine renate renee rihanna rita roberta rokhaya romane rosa rosalie rosalia rose
roselyne roxane ruth sabine sabrina safia sahra sally salome samantha samia samira sandra sandrine sanna sara sarah
scarlett segolene selena selma serena severine sharon sheila shirley sibeth sibyle sigrid silvia simona simone sofia
solange solene sonia sophia sophie stella stephanie sue susan susana susanna suzanne svetlana sviatlana sybille sylvia
sylviane sylvie tania tatiana teresa therese theresa tina ursula valentina valerie vanessa vera veronica veronique
victoire victoria vigdis viola violeta violette virginia virginie vivian viviane wafa wendy winnie whitney xenia yael
yamina yasmina yasmine yolande yulia yvette yvonne zahra zahia zineb zoe zohra zsuzsanna";

const EITHER: &str = "
alex andy ange camille candide charlie claude cameron daniele dominique eden francis gabi jocelyn kim laurence lou maxence
morgan morgane noa robin sacha sam sasha stephane sydney taylor yaelle yannis";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names() {
        assert_eq!(gender("cherif"), Some(Some(Gender::Man)));
        assert_eq!(gender("marie-pierre"), Some(Some(Gender::Woman)));
        assert_eq!(gender("claude"), Some(None));
        assert_eq!(gender("macron"), None);
    }

    #[test]
    fn a_woman_and_a_man() {
        assert!(differ("martine", "martin") && differ("jean", "jeanne"));
        assert!(!differ("martine", "martine") && !differ("martin", "macron") && !differ("claude", "claudine"));
    }

    #[test]
    fn every_name_is_folded() {
        for name in NAMES.keys() {
            assert_eq!(*name, crate::french::fold::fold(name));
        }
    }
}
