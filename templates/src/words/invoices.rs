//! Words that go with a paper: an invoice, or a credit note.

words! {
    /// Under the file, to the buyer.
    fn invoices_here(paper: &str, number: &OrderNumber, amount: Paise);
    /// The same of a credit note, with the invoice that it is of.
    fn invoices_credit(paper: &str, of: &str, number: &OrderNumber, amount: Paise);
    /// Under the file, to the vendor whose invoice it is.
    fn invoices_vendor_here(paper: &str, number: &OrderNumber, amount: Paise);
    fn invoices_vendor_credit(paper: &str, of: &str, number: &OrderNumber, amount: Paise);
    /// Last line: goods of this worth need an e-way bill. `site` is where it is made.
    fn invoices_vendor_eway(site: &str);
    /// Asked for, and nothing has left yet.
    fn invoices_none_yet(number: &OrderNumber);
    /// No order at all, or none that could have one.
    fn invoices_no_order();
    /// A GSTIN was typed: it stands on invoices from now on.
    fn invoices_gstin_kept(gstin: &str);
    fn invoices_gstin_kept_for(gstin: &str, name: &str);
    /// One with a slip in it.
    fn invoices_gstin_wrong(gstin: &str);
    fn invoices_gstin_gone();
    /// Button under an order.
    fn invoices_button();
}
