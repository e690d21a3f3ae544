drop table audit_log, ticket, ledger_entry, ledger_posting, refund, payment, payment_link, hold, offer,
    order_line, part, orders;
drop function ledger_balances();
drop function ledger_is_append_only();
