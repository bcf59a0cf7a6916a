"""The enumerations and parts of ClinicalTrials.gov's API v2, to notice what is newer than this reader.

A record with something unknown is read all the same; RegistryStudy.unknown names it. Source: the API's own document,
ctg-oas-v2.yaml 2.0.0; a test compares the enumerations with it where it is at hand.
"""

STATUSES = (
    "ACTIVE_NOT_RECRUITING", "COMPLETED", "ENROLLING_BY_INVITATION", "NOT_YET_RECRUITING", "RECRUITING", "SUSPENDED",
    "TERMINATED", "WITHDRAWN", "AVAILABLE", "NO_LONGER_AVAILABLE", "TEMPORARILY_NOT_AVAILABLE",
    "APPROVED_FOR_MARKETING", "WITHHELD", "UNKNOWN",
)  # fmt: skip
STUDY_TYPES = ("EXPANDED_ACCESS", "INTERVENTIONAL", "OBSERVATIONAL")
PHASES = ("NA", "EARLY_PHASE1", "PHASE1", "PHASE2", "PHASE3", "PHASE4")
DATE_TYPES = ("ACTUAL", "ESTIMATED")  # also of enrollment
ALLOCATIONS = ("RANDOMIZED", "NON_RANDOMIZED", "NA")
MASKINGS = ("NONE", "SINGLE", "DOUBLE", "TRIPLE", "QUADRUPLE")
ARM_TYPES = (
    "EXPERIMENTAL", "ACTIVE_COMPARATOR", "PLACEBO_COMPARATOR", "SHAM_COMPARATOR", "NO_INTERVENTION", "OTHER",
)  # fmt: skip
INTERVENTION_TYPES = (
    "BEHAVIORAL", "BIOLOGICAL", "COMBINATION_PRODUCT", "DEVICE", "DIAGNOSTIC_TEST", "DIETARY_SUPPLEMENT", "DRUG",
    "GENETIC", "PROCEDURE", "RADIATION", "OTHER",
)  # fmt: skip
SECONDARY_ID_TYPES = (
    "NIH", "FDA", "VA", "CDC", "AHRQ", "SAMHSA", "OTHER_GRANT", "EUDRACT_NUMBER", "CTIS", "REGISTRY", "OTHER",
)  # fmt: skip
REFERENCE_TYPES = ("BACKGROUND", "RESULT", "DERIVED")
MEASURE_TYPES = ("PRIMARY", "SECONDARY", "OTHER_PRE_SPECIFIED", "POST_HOC")
REPORTING = ("NOT_POSTED", "POSTED")
STATISTICS = (
    "GEOMETRIC_MEAN", "GEOMETRIC_LEAST_SQUARES_MEAN", "LEAST_SQUARES_MEAN", "LOG_MEAN", "MEAN", "MEDIAN", "NUMBER",
    "COUNT_OF_PARTICIPANTS", "COUNT_OF_UNITS",
)  # fmt: skip

ROOT = ("protocolSection", "resultsSection", "annotationSection", "documentSection", "derivedSection", "hasResults")
MODULES = (
    "identificationModule", "statusModule", "sponsorCollaboratorsModule", "oversightModule", "descriptionModule",
    "conditionsModule", "designModule", "armsInterventionsModule", "outcomesModule", "eligibilityModule",
    "contactsLocationsModule", "referencesModule", "ipdSharingStatementModule",
)  # fmt: skip
RESULT_MODULES = (
    "participantFlowModule", "baselineCharacteristicsModule", "outcomeMeasuresModule", "adverseEventsModule",
    "moreInfoModule",
)  # fmt: skip
