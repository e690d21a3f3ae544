//! What nobody understands: the part that is strange, then the nearest, then a person; the cart stays.

use realserv_domain::language::Language;

use super::Phone;

#[test]
fn first_the_strange_part_then_the_nearest_then_a_person() {
    let mut asha = Phone::known(Language::En);
    asha.says("blarg fnord");
    asha.sees("what is “blarg fnord”?");
    asha.says("ultrblark");
    asha.sees("Is it one of these?");
    let titles: Vec<String> = asha.choices().into_iter().map(|(_, title)| title).collect();
    assert_eq!(titles.len(), 4, "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("UltraTech")), "{titles:?}");
    asha.says("zzyzx");
    asha.sees("talk to a person");
    asha.taps("Menu");
    // Understood once, the count begins anew.
    asha.says("blarg");
    asha.sees("what is “blarg”?");
}

#[test]
fn the_nearest_is_taken_and_the_cart_stays() {
    let mut asha = Phone::with_cart();
    asha.says("blarg");
    asha.says("fnord");
    asha.sees("Is it one of these?");
    let (_, first) = asha.choices().into_iter().next().unwrap();
    asha.taps(&first);
    asha.sees("How many");
    asha.holds(&[("UltraTech OPC 53", 50)]);
}

/// Who is asked for a place is shown no goods; the question comes again.
#[test]
fn an_open_question_is_asked_again() {
    let mut asha = Phone::at_review();
    asha.says("blarg?");
    asha.says("fnord?");
    asha.sees("Total");
    asha.says("zzyzx?");
    asha.sees("talk to a person");
}

#[test]
fn what_is_strange_is_said_again_in_every_script() {
    for (language, said) in [(Language::Hi, "ढबाक"), (Language::Te, "జిల్లుమల్లు")]
    {
        let mut asha = Phone::known(language);
        asha.says(said);
        asha.sees(&format!("“{said}”"));
    }
}
