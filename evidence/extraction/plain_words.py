"""Words that tie a figure to what it counts and name nothing themselves: the grammar of reporting.

Whatever is not here (nor an adverb in -ly) may name another thing, and parts a figure from an outcome beyond it:
in "infections in 30% and alopecia in 20%" the word "alopecia" keeps the 20 % from being infections.
"""

_ARTICLES_AND_LINKS = """
a an the this that these those it its they their them our we us his her who whom whose which what each every either
neither both all any some none no nor not only other another same such there here then thus so as if of in at on for
to by with without from among amongst within between into onto under over up off out per via and or but yet while
whereas although though however versus vs vs. versus. v i.e e.g than compared comparison opposed relative respectively
respectively, respective corresponding including included when where after before following post during through
throughout until since beyond despite plus about also ever again meanwhile thereafter afterwards afterward onwards
later furthermore moreover nevertheless nonetheless likewise altogether baseline besides too once well
"""
_BEING = """
was were is are be been being am had have has having did do does done may might can could would will shall
"""
_HAPPENING = """
observed seen found occurred reported achieved maintained reached recorded noted detected documented registered show
showed shown shows delayed prolonged shortened postponed protective demonstrated experienced experiencing experience
met obtained attained retained kept held remained remain remaining stayed continued presented present became become
fulfilled satisfied displayed exhibited achieving maintaining keeping retaining reaching meeting staying showing
having attaining preserving sustaining surviving permanent persistent transient temporary lasting definitive equal
equalled amounted ranged averaging averaged estimated calculated computed given made took taken used using revealed
indicated identified confirmed sustained defined assessed evaluated measured determined analysed analyzed examined
considered classified regarded judged deemed yielded gave led resulted happened arose emerged affected encountered
needing requiring required needed suffered underwent undergone undergoing received receiving treated untreated
assigned allocated randomised randomized recipients according described expected attributed developed develop
developing persisted lasted dropped fell fallen fall rose rise risen declined decline went improved increased
decreased reduced lowered raised exceeded favours favors favoring favouring peaked peaking favoured favored differed
differ differing corresponded represented represents constituted comprised ended completed readmitted admitted
hospitalised hospitalized hospital care admission admissions go down turned came come entered started began begun
returned diagnosed felt rated scored free freedom survival counted numbered accounted detectable evident apparent
visible noticed discovered ensued supervened absent halved doubled tripled confined limited amounting falling rising
dropping climbing climbed yields yielding translated translates translating going takes taking place combined removed
excluded restricted published conducted involved concerned proved proven seemed appeared appear tended preserved
preserve conserved upheld secured satisfying criteria criterion known thought believed hit touched arising emerging
accomplished realised realized giving totalling numbering rendering making leaving alone initiation commencement onset
person-years patient-years person-year patient-year py
stood stand stands standing lay lain lying totalled totaled settled hovered sank sunk shrank shrunk shrinking climbed
therefore hence indeed instead rather nil zero eased slid escaped averted avoided prevented forestalled
staved warded fended got get gets worked arrived quoted
"""
_AMOUNTS = """
about approximately around nearly almost roughly circa ca overall total totally only just merely even still already
more most less least fewer few many much several majority minority half third quarter two-thirds one frequent
infrequent common commoner likelier rarer uncommon rare typical usual occasional seldom often higher highest lower
lowest high low greater larger smaller better worse best worst longer shorter similar comparable equivalent identical
same different superior inferior compare favourable favorable significant significance nonsignificant non-significant
marked substantial considerable slight mild further additional new first second last final latest long-term short-term
mid-term medium-term thereafter afterwards early late later earlier previous long short above below under older
younger aged normal normalised normalized stable unchanged median mean average averages maximum minimum number numbers
proportion proportions percentage percentages percent per-cent fraction share probability probabilities rate rates
risk risks cumulative incidence incidences prevalence frequency frequencies estimate estimates likelihood score scores
level levels value values figure figures count counts status copies copies/ml iu/ml cps/ml iu copy threshold
thresholds load loads sufficient adequate complete elevated raised se sd iqr range p smd wmd md standardised
standardized hr ahr irr rr or ci hazard hazards odds ratio ratios adjusted unadjusted crude pooled actuarial observed
kaplan-meier kaplan meier kaplan-meier-estimated weighted unweighted matched
"""
_PEOPLE_AND_TIMES = """
patient patients patients' patient's subject subjects participant participants participants' individual individuals
people person persons case cases cohort cohorts group groups subgroup subgroups subset subsets arm arms series sample
population populations survivors survivor recipients aged exposed pwms pwrms ones evaluable assessable available
entire whole years year months month weeks week days day hours time times point points time-point time-points
timepoint timepoints follow up followup follow-up followed observation period periods interval intervals end course
visit visits visited centre centre's center study studies trial trials report reports review reviews evaluation
evaluations examination examinations assessment assessments annual year-to-year treatment treatments therapy therapies
intervention procedure regimen regimens conditioning disease ms multiple sclerosis form forms phase analysis analyses
data result results endpoint endpoints end-point outcome outcomes difference differences event events achievement
attainment maintenance intention-to-treat per-protocol itt registry database multicentre multicenter single-centre
real-world nationwide national test tests log rank log-rank logrank cox model models regression univariable univariate
multivariable multivariate stratified two-sided
phenotype phenotypes subtype subtypes ps propensity propensity-score matching weighting overlap ow iptw sensitivity
"""

PLAIN = frozenset(" ".join((_ARTICLES_AND_LINKS, _BEING, _HAPPENING, _AMOUNTS, _PEOPLE_AND_TIMES)).split())


def is_plain_word(word: str) -> bool:
    """Tell whether the word names nothing that a figure could count."""
    lower = word.lower()
    return lower in PLAIN or (lower.endswith("ly") and len(lower) > 4)
