//! `realserv catalog`: the catalogue goes out as a sheet, comes back changed, and a wrong sheet changes nothing.

use std::fs;

use realserv_tests::Done;

use super::{Home, run};

#[test]
fn the_catalogue_goes_out_and_in_as_sheets() -> Done {
    let home = Home::new()?;
    let realserv = |words: &[&str]| {
        let mut command = home.program();
        command.args(words);
        run(command)
    };
    assert!(realserv(&["seed"])?.status.success());
    let out = realserv(&["catalog", "export", "listings"])?;
    assert!(out.status.success(), "{}", out.said);
    let header = "vendor,sku,price_rupees,available,minimum,gst_percent,low_stock,active";
    let row = out.said.lines().find(|line| line.starts_with("VEN-KALUVA,CEM-OPC53-ULTRATECH,"));
    let row = row.ok_or("a row of Kaluva's")?;
    let file = home.folder.path().join("sheet.csv");
    let path = file.display().to_string();

    fs::write(&file, format!("{header}\n{}\n", row.replacen(",340,", ",345.50,", 1)))?;
    let dry = realserv(&["catalog", "import", &path, "--dry-run"])?;
    assert!(dry.said.contains("price_rupees: 340 → 345.50"), "{}", dry.said);
    assert!(dry.said.contains("Would be of 1 listings: 0 new, 1 changed"), "{}", dry.said);
    for counts in ["0 new, 1 changed, 0 as before", "0 new, 0 changed, 1 as before"] {
        let done = realserv(&["catalog", "import", &path])?;
        assert!(done.status.success() && done.said.contains(counts), "{}", done.said);
    }

    fs::write(&file, format!("{header}\nVEN-NOBODY,CEM-NOTHING,nine,1,0,,,yes\n"))?;
    let wrong = realserv(&["catalog", "import", &path])?;
    assert_eq!(wrong.status.code(), Some(1), "{}", wrong.said);
    assert!(wrong.said.contains("row 2, column price_rupees"), "{}", wrong.said);
    Ok(())
}
