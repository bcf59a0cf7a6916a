"""A stand-in for PubMed's E-utilities and ClinicalTrials.gov, from published evidence, over real sockets."""
