/**
 * Words whose spelling misleads: the number of syllables (`2-3`: speakers differ), and the words that have it. Words with an
 * ending follow: `areas` is counted by `area`.
 */
export const EXCEPTIONS = `
1 aches aisle ants aye bien child ciao crawled fiend hayes heist isle juan leagues pearl psyched reel sao tongues whoa world
1 yield
1-2 being boil bowel bower choir coil cower cruel dial dire drawer duel fire flour flower foil fuel hire hour jewel layer mayor
1-2 mire oil our owl power prayer real scour shire shower sire soil sour spire spoil squirrel tire toil towel tower trial trowel
1-2 vial vowel wire
2 acne ante argue belgium berkeley bloodshed boredom bracelet brilliant business cafe carriage cashier cheesecake chile chilly
2 chinese cleveland clueless cocoa coleman colleagues comeback crooked cushion decrease decreased diaper dryer elsewhere fashion
2 finals flier flyer frontier georgia graveyard guinea headaches hereby ids increase increased jesse joel jose julia latte
2 latter leonard leopard louis louise luis luncheon marriage maui maybe meyer monte myanmar myers naive naked nike ok omelet
2 persuade pierre posse premier premiere princeton psyche ragged reindeer reuters rugged samuel scarecrow science skateboard
2 soldier someone sophomore sovereign takeoff talents theorem thereby thereof tyres verde vineyard wednesday whereas wicked
2 wiener worcester wretched
2-3 acquire admire anyone aspirin average bakery battery beverage boundary camera catholic chocolate conference corporal coverage
2-3 deference desire desperate diamond difference different emerald empire entire evening every everyone expire factory family
2-3 favorite favourite federal finally funeral gardener general grocery happening history idea inspire interest ivory leverage
2-3 liberal listening literal mackerel memory mineral mystery natural numeral nursery opening opera poetry probably really
2-3 reference require restaurant retire salary sapphire savory separate several summary suspire theory threatening tolerant umpire
2-3 vampire victory violet
3 adobe alien allegiance angeles anime apache arguing argument australia australian beautifully behaviour boolean brazilian
3 cereal cheeseburger civilian convenience convenient croatia decorative diego ecuador element fiance fiery finale firefox
3 fireplace forensic forestry forever gabriel garcia gentleman gentlemen heroic heroin hideous increases increasing infrared
3 ingenious involvement italian japanese jeopardize jeopardy karate linear liverpool louisville makeover malaysia mercedes
3 molecules montreal moreover nausea norwegian nuclear parliament persuasion persuasive pneumonia policeman policemen rearrange
3 recipe rwanda scientist seattle sesame sierra solely somerset soviet suicide takeover talented theater tokyo tuition username
3 virginia visualize watershed wherever whoever wyoming zimbabwe
3-4 actually admirable basically casually comfortable entirely favorable generally gradually honorable interesting laboratory
3-4 literature memorable miniature naturally personally reasonable seasonable separately temperature usually valuable variable
3-4 vegetable
4 agreeable albuquerque aluminium california caribbean catastrophe coalition coincidence continuum coordinate diabetes edinburgh
4 european inconvenience inconvenient initiative intuition karaoke marijuana material maternity molecular pennsylvania polyester
4 scientific societies spontaneous suicidal unreasonable varieties venezuela veterinary vietnamese vigilante whatsoever
5 christianity coordination coordinator genealogy louisiana memorabilia minneapolis miscellaneous overreacted overreacting
5 parliamentary penitentiary proprietary radioactive
6 simultaneously
7 confidentiality
`;
