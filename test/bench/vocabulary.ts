// The words that posts for measuring are made of. Nobody reads them; they have the lengths and counts of real ones.

const split = (words: string): readonly string[] => words.split(' ');

/** Words of a haiku: those of one syllable, of two, of three, of four. */
export const haikuWords: readonly (readonly string[])[] = [
  split(
    'the a our we it she they I no one all still was had and in on at by log disk box queue cron night rain moon frost ' +
      'light name boss tape port key lock cache fan tea soup cold blue slow warm asks waits sings sleeps hums drops ' +
      'fails blinks wakes keeps tells knew left read wrote gone lost found here now then once',
  ),
  split(
    'server pager backup shell-script config rollback kernel socket cable printer ticket standup table staging padlock ' +
      "winter autumn evening morning coffee garden silent broken empty patient nobody's whispers answers forgets " +
      'remains restarts unplugged deadlocked over under after before always never again',
  ),
  split(
    'dashboard-light terminal certificate deployment yesterday engineer hypervised forever December silently lovingly ' +
      'beautiful remembers remembered reboot-loop',
  ),
  split('kubernetes infrastructure January automation intermittent dependency invisible forgotten-now undefinedness'),
];

const common = split(
  'the of and to a in it was that is for on with as we had not at but they this by one from have which server are our ' +
    'all there would when who more no if out so what up said its has about into than them can only other new some ' +
    'could time these two may then do first any my now such like over log been pager night made after before disk ' +
    'down back Thursday config rollback ticket deploy certificate backup queue',
);

const starts = split('b br c ch d f gr h l m n p pl r s st t tr v w');
const middles = split('a ea en er i in o on ou u é ast ing ock ump');

/** The words of the bodies, commonest first: a hundred real ones, then made ones, no two alike. */
export const bodyWords: readonly string[] = [
  ...common,
  ...starts.flatMap(start => middles.flatMap(middle => starts.slice(0, 12).map(end => `${start}${middle}${end}ate`))),
];
