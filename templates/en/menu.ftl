# Words of the greeting, the language question and the first menu.

# The first bubble a new person sees, with three language buttons. $name: the name from the profile. The line about the language stays in three languages.
menu-greeting = 🙏 Namaste, { $name }! This is *RealServ*: cement, steel, sand, bricks and workers for your site in Hyderabad.

    Choose your language · अपनी भाषा चुनें · మీ భాషను ఎంచుకోండి

# The same for a person whose profile has no readable name.
menu-greeting-no-name = 🙏 Namaste! This is *RealServ*: cement, steel, sand, bricks and workers for your site in Hyderabad.

    Choose your language · अपनी भाषा चुनें · మీ భాషను ఎంచుకోండి

# Before the answer to the first words of a person whose script told the language.
menu-welcome = 🙏 Namaste! This is *RealServ*: cement, steel, sand, bricks and workers for your site in Hyderabad.

# Under the welcome of somebody whose language was guessed from an order in Latin letters; what he types stands between stars.
menu-other-languages = For Hindi type *hindi*, for Telugu *telugu*.

# Asks for the language again, with three language buttons.
menu-which-language = Which language shall we speak?

    अपनी भाषा चुनें · మీ భాషను ఎంచుకోండి

# The first menu, above a list of kinds.
menu-choose-text = What does your site need today?

    Choose from the list, or just type it, like _50 bags OPC 53_.

# The button that opens any list.
menu-choose-button = Choose

# A kind as a row of the menu. $kind: "Cement", "Sand" …
menu-kind-title = { $kind }

# Under the row of cement.
menu-cement-description = OPC 53, OPC 43, PPC

# Under the row of steel.
menu-steel-description = TMT bars, 8 to 32 mm

# Under the row of sand.
menu-sand-description = River sand, M-sand (robo), P-sand (plaster)

# Under the row of aggregate.
menu-aggregate-description = Metal 6, 10, 12, 20 and 40 mm

# Under the row of bricks.
menu-brick-description = Red clay, fly ash

# Under the row of blocks.
menu-block-description = AAC, solid and hollow concrete

# Under the row of workers.
menu-labour-description = Masons, helpers, bar benders and more, by the day

# Row and button that show the person’s orders. At most 20 characters: it is a button too.
menu-my-orders-title = My orders

# Row that changes the language.
menu-language-title = Language

# Row that calls a person of the office.
menu-person-title = Talk to a person
