# Makes the constants of tests/test_pooling.py with R metafor. Run: Rscript tests/metafor_constants.R
# Proportions: rma.glmm, measure "PLO", the defaults (ML, 7-point adaptive quadrature, Wald z), back-transformed.
# LRT p: likelihood-ratio test that the studies share one proportion (QEp.LRT). Q p: Cochran's Q of effects (QEp).
# Effects: rma.uni, method "PM" (Paule-Mandel), test "knha" (Hartung-Knapp); prediction interval by predict().
suppressMessages({library(metafor)})
cat("R", as.character(getRversion()), "metafor", as.character(packageVersion("metafor")),
    "lme4", as.character(packageVersion("lme4")), "\n")

share <- function(name, xi, ni) {
  fit <- rma.glmm(measure = "PLO", xi = xi, ni = ni)
  p <- predict(fit, transf = transf.ilogit)
  cat(sprintf("%s: k=%d events=%d n=%d estimate=%.7f low=%.7f high=%.7f pi=%.7f..%.7f tau2=%.7f LRT p=%.7f\n", name, fit$k,
              sum(xi), sum(ni), 100 * p$pred, 100 * p$ci.lb, 100 * p$ci.ub, 100 * p$pi.lb, 100 * p$pi.ub, fit$tau2,
              fit$QEp.LRT))
}
effect <- function(name, yi, vi) {
  fit <- rma(yi, vi, method = "PM", test = "knha", control = list(tol = 1e-12, maxiter = 1000))
  p <- predict(fit, transf = exp)
  cat(sprintf("%s: k=%d estimate=%.8g low=%.8g high=%.8g pi=%.8g..%.8g tau2=%.7f Q p=%.8g\n", name, fit$k, p$pred, p$ci.lb,
              p$ci.ub, p$pi.lb, p$pi.ub, fit$tau2, fit$QEp))
}
# Without each study in turn; of effects by leave1out().
share_without <- function(name, xi, ni) {
  told <- sapply(seq_along(xi), function(i) {
    p <- predict(rma.glmm(measure = "PLO", xi = xi[-i], ni = ni[-i]), transf = transf.ilogit)
    sprintf("(%.7f, %.7f, %.7f)", 100 * p$pred, 100 * p$ci.lb, 100 * p$ci.ub)
  })
  cat(name, "without each:", paste(told, collapse = ", "), "\n")
}
effect_without <- function(name, yi, vi) {
  fit <- rma(yi, vi, method = "PM", test = "knha", control = list(tol = 1e-12, maxiter = 1000))
  one <- leave1out(fit, transf = exp)
  cat(name, "without each:", paste(sprintf("(%.7f, %.7f, %.7f)", one$estimate, one$ci.lb, one$ci.ub), collapse = ", "), "\n")
}
# Transplant-related deaths of series that share no patients (events, patients), as their abstracts print them:
# nash2003 openshaw2000 fassas2002 boffa2021 nash2017halt hamerschlak2010 krasulova2010 shevchenko2015
# burt2021rw atkins2016 silfverberg2024 jespersen2023 kvistad2019 ruizarguelles2019 muraro2025uk burman2017paed
share("trm all years", c(1, 1, 5, 3, 0, 3, 0, 0, 1, 1, 0, 0, 0, 0, 5, 0),
      c(26, 5, 85, 210, 24, 41, 26, 99, 507, 24, 174, 32, 30, 617, 364, 21))
# The same from 2015 on.
recent <- list(c(3, 0, 0, 1, 1, 0, 0, 0, 0, 5, 0), c(210, 24, 99, 507, 24, 174, 32, 30, 617, 364, 21))
share("trm since 2015", recent[[1]], recent[[2]])
share_without("trm since 2015", recent[[1]], recent[[2]])
# Before 2015, where tau2 is zero at the optimum.
share("trm before 2015", c(1, 1, 5, 3, 0), c(26, 5, 85, 41, 26))
share_without("trm before 2015", c(1, 1, 5, 3, 0), c(26, 5, 85, 41, 26))
# Nearly all events in one series.
share("7 of 51 and 0 of 213", c(7, 0), c(51, 213))
share("9 of 60, 0 of 240 and 1 of 150", c(9, 0, 1), c(60, 240, 150))
share("dat.pritz1997", dat.pritz1997$xi, dat.pritz1997$ni)
share("dat.debruin2009", dat.debruin2009$xi, dat.debruin2009$ni)
cat("pritz", paste(dat.pritz1997$xi, collapse = ","), "/", paste(dat.pritz1997$ni, collapse = ","), "\n")
cat("debruin", paste(dat.debruin2009$xi, collapse = ","), "/", paste(dat.debruin2009$ni, collapse = ","), "\n")

bcg <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
effect("dat.bcg", bcg$yi, bcg$vi)
effect_without("dat.bcg", bcg$yi, bcg$vi)
cat("bcg", paste(sprintf("%.10f", bcg$yi), collapse = ","), "/", paste(sprintf("%.10f", bcg$vi), collapse = ","), "\n")
li <- escalc(measure = "OR", ai = ai, n1i = n1i, ci = ci, n2i = n2i, data = dat.li2007)
effect("dat.li2007", li$yi, li$vi)
cat("li", paste(sprintf("%.10f", li$yi), collapse = ","), "/", paste(sprintf("%.10f", li$vi), collapse = ","), "\n")
# Disability worsening, hazard ratio and 95 % interval of boffa2023spms and kalincik2024pms.
log_se <- function(low, high) (log(high) - log(low)) / (2 * qnorm(0.975))
effect("two cohorts in SPMS", log(c(0.50, 1.49)), log_se(c(0.31, 0.70), c(0.81, 3.14))^2)
# NEDA lost, three made-up comparisons that agree, so that tau2 is zero.
effect("three that agree", log(c(0.27, 0.30, 0.33)), log_se(c(0.08, 0.12, 0.15), c(0.84, 0.75, 0.72))^2)
# Relapses and MRI activity after AHSCT against alemtuzumab, hazard ratios of boffa2020 and muraro2025 (London).
effect("relapse-free, alemtuzumab", log(c(0.13, 0.29)), log_se(c(0.02, 0.13), c(0.63, 0.63))^2)
effect("mri activity-free, alemtuzumab", log(c(0.13, 0.33)), log_se(c(0.03, 0.15), c(0.59, 0.72))^2)
# Relative risk from events by arm: 3 of 55 against 34 of 55; and 0 of 48 against 5 of 50 with 0.5 added to each cell.
rr <- escalc(measure = "RR", ai = c(3, 0), n1i = c(55, 48), ci = c(34, 5), n2i = c(55, 50))
cat("risk ratio", sprintf("%.7f (%.7f-%.7f)", exp(rr$yi), exp(rr$yi - qnorm(.975) * sqrt(rr$vi)),
                          exp(rr$yi + qnorm(.975) * sqrt(rr$vi))), "\n")
for (x in list(c(0, 55), c(3, 210), c(5, 364), c(36, 36)))
  cat("clopper-pearson", x, sprintf("%.7f", 100 * binom.test(x[1], x[2])$conf.int), "\n")
