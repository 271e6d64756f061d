/**
 * Words whose spelling misleads: the number of syllables (`2-3`: speakers differ), and the words that have it. Words with an
 * ending follow: `areas` is counted by `area`.
 */
export const EXCEPTIONS = `
1 aches aisle ants aye bien brogue bye child ciao crawled cues cure curl eye fiend fugue geek girl gnarl hayes heist isle
1 juan league leagues lure morgue none pearl plague psyched pure queen queue queued reel rogue sao snarl sure tongue tongues
1 twirl vague vogue whirl whoa world yeah yield
1-2 being boil bowel bower choir coil cower cruel dial dire drawer duel fire flour flower foil fuel hire hour jewel layer
1-2 mayor mire oil our owl power prayer real scour shire shower sire soil sour spire spoil squirrel tire toil towel tower
1-2 trial trowel vial vowel wire
2 acne ante argue belgium berkeley bloodshed boredom bracelet brilliant business cafe carriage cashier cheesecake chile
2 chilly chinese cleveland clueless cocoa coleman colleagues comeback crooked cushion decrease decreased diaper dryer
2 elsewhere fashion finals flier flyer frontier georgia graveyard guinea headaches hereby ids increase increased jesse joel
2 jose julia latte latter leonard leopard louis louise luis luncheon marriage maui maybe meyer monte myanmar myers naive
2 naked nike ok okay omelet persuade pierre posse premier premiere princeton psyche ragged reindeer reuters rugged samuel
2 scarecrow science skateboard soldier someday somehow someone something sometimes somewhat sophomore sovereign takeoff
2 talents theorem thereby thereof tyres verde vineyard wednesday whereas wicked wiener worcester wretched
2-3 acquire admire anyone aspirin average bakery battery beverage boundary camera catholic chocolate conference corporal
2-3 coverage deference desire desperate diamond difference different emerald empire entire evening every everyone expire
2-3 factory family favorite favourite federal finally funeral gardener general grocery happening history idea inspire
2-3 interest ivory leverage liberal listening literal mackerel memory mineral mystery natural numeral nursery opening opera
2-3 poetry probably really reference require restaurant retire salary sapphire savory separate several summary suspire theory
2-3 threatening tolerant umpire vampire victory violet
3 adobe alien allegiance angeles anime apache area arguing argument australia australian beautifully behaviour boolean
3 brazilian cereal cheeseburger civilian convenience convenient croatia decorative diego ecuador element everyday everything
3 everywhere fiance fiery finale firefox fireplace forensic forestry forever gabriel garcia gentleman gentlemen heroic heroin
3 hideous increases increasing infrared ingenious involvement italian japanese jeopardize jeopardy karate linear liverpool
3 louisville makeover malaysia mercedes molecules montreal moreover museum nausea norwegian nuclear parliament persuasion
3 persuasive pneumonia policeman policemen radio rearrange recipe rwanda scientist seattle sesame sierra solely somerset
3 soviet suicide takeover talented theater theatre tokyo tuition username virginia visualize watershed wherever whoever
3 wyoming zimbabwe
3-4 actually admirable basically casually comfortable entirely favorable generally gradually honorable interesting laboratory
3-4 literature memorable miniature naturally personally reasonable seasonable separately temperature usually valuable
3-4 variable vegetable
4 agreeable albuquerque aluminium anybody california caribbean catastrophe coalition coincidence continuum coordinate
4 diabetes edinburgh european everybody experience inconvenience inconvenient initiative intuition karaoke marijuana material
4 maternity molecular pennsylvania polyester scientific societies society spontaneous suicidal unreasonable varieties
4 venezuela veterinary vietnamese vigilante whatsoever
5 christianity coordination coordinator genealogy louisiana memorabilia minneapolis miscellaneous overreacted overreacting
5 parliamentary penitentiary proprietary radioactive
6 simultaneously
7 confidentiality
`;
