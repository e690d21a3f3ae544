drop table unknown_word, alias;
