const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Words that begin a phrase: a line may end before them, but not on them. */
export const ARTICLES = list(`a an the this these those my your his its our their each every some any no another
  such both either neither whose`);

export const PREPOSITIONS = list(`about above across after against along among around as at before behind below beneath
  beside besides between beyond by despite during except for from in inside into like near of off on onto out over past per
  since than through throughout till to toward towards under underneath until unlike up upon via with within without`);

export const CONJUNCTIONS =
  list(`and but or nor so yet because although though while whereas if unless when whenever where
  wherever that which who whom what how why whether`);

export const AUXILIARIES =
  list(`am is are was were be been being has have had do does did will would shall should can could
  may might must cannot let lets im ive id ill isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't
  shouldn't haven't hasn't hadn't mustn't let's going gonna got get gets getting become becomes became seem seems want wants
  need needs try tries keep keeps make makes made`);

/** Prepositions that may belong to the verb before them: `give up`. */
export const PARTICLES = list('up out off down on over away back');

/** Conjunctions that begin a clause, also without a comma before them. */
export const CLAUSE_OPENERS = list('because although though while but unless whereas until');

/** Pronouns that are only subjects, with the verbs that are joined to them. */
export const SUBJECTS =
  list(`i we he she they i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd
  he'll she's she'd she'll they're they've they'd they'll it's it'll that's there's here's what's who's where's how's there`);

/** Pronouns that are only objects. */
export const OBJECTS = list('me him us them');

export const OTHER_PRONOUNS = list('you it me him us them');

/** Words of degree and time that lean on the next word. */
export const LEANING =
  list(`not very more most much several less least quite rather too also just only even really almost
  nearly always never ever still already often sometimes probably perhaps maybe own mr mrs ms dr saint non re`);

/** Adjectives without the ending of one, which lean on a noun. */
export const ADJECTIVES =
  list(`many few same other new old good great big small little first last next second third long short
  high low early late whole entire certain various different main best better worst worse bad real full easy hard simple
  similar free open half core key local final public basic common current modern native single perfect correct clear strong
  large huge nice`);

/** Things, weather, times of day, the body, the senses and feelings. */
export const VIVID =
  list(`air alone angry april ash asleep autumn awake baby bag bark beach beautiful bed beer bell bird birds
  blame blanket blood boat boats body bone book books bread break breath bridge broken brother burn cake candle car cat chair
  child children city clock cloud coat coffee cold crazy cry crying cup dad dance dark darkness dawn day days dead death desk
  die died dinner dirt dog dogs door doors dream dreams drink drum dust ear ears earth empty engine evening eye eyes face fall
  family father fear feet fell fingers fire fish floor flower flowers fog food foot forest forever forget forgot forgotten
  friend friends fun garden gate ghost girl glass gold goodbye grandmother grass ground grow hair hand hands happy hat hate
  heart heat hello hill hole home hope hospital hotel house hungry ice island joy keyboard kid kids kitchen lake lamp laugh
  leaves leg letter library lies light lights lips lonely lost love lunch machine magic man map march mask mess milk mirror
  mistake mistakes money monday monster moon morning mother mountain mountains mouse mouth mud music name neck night nights
  nobody noise nose nothing ocean office pain paper party pen people phone photo piano pizza plane plant pocket poem pond quiet
  quit quitting rain remember river road rock roof room rope sad salt sand school screen sea secret shadow sheep ship shirt
  shoe shoes sign silence silver sing sister skin sky sleep smell smile smoke snake snow song sorry sound soup spoon spring
  stage star stars steam stone store storm story strange street stuck student stupid sugar summer sun sunday sweet table tea
  tears teeth terrible ticket tired tomorrow tonight town toy train travel tree trees truth tv ugly uncle village voice wait
  waiting walk walked wall walls war warm water weather weird whisper wild wind window windows winter wish woman world wrong
  yesterday young`);

/** The language of manuals and release notes. */
export const DULL =
  list(`add added adding additional adds allow allowed allows announce api apis app application approach
  argument arguments attendees available bug bugs callback callbacks case certificates change changed changes check class
  client code command commands commit community component components configuration configure content contributors current
  currently data database default defaults definition described details directory disable docs documentation ecosystem enable
  ensure error errors example examples existing feature features file files fix fixed fixes following function functionality
  functions github implement implementation improve improved improvements include included includes including inclusion
  inference information infrastructure install installed interface issue issues library maintainers method methods migrate
  module note object option options output overhead package packages parameter parameters pattern patterns performance platform
  please process project projects proposal proposals provide provided provides pull refer related release released releases
  remove removed request requests require required requires requiring respectively section see server set software solution
  specific specified specify standard string suggestions support supported supporting supports syntax system systems tests
  tooling traffic type types update updated updates usage use used user users uses using value values variable variables
  various vectors version versions via`);

/** First words that refer to an earlier sentence, which is not shown. */
export const BACK_REFERENCES =
  list(`this that these those it its such they he she it's that's also however therefore thus
  hence then additionally furthermore moreover instead otherwise similarly finally meanwhile nevertheless so here which
  another both`);
