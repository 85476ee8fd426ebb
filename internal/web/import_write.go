package web

import (
	"hoctap/internal/fault"
	"hoctap/internal/job"
)

// importWrite imports what was checked: all of it, or the sound rows where the
// reader says so.
func importWrite(v *visit) error {
	run, err := v.run()
	if err != nil {
		return err
	}
	checked, isIntake := run.Result.(*intake)
	if run.State != job.Done || !isIntake || !checked.dryRun {
		return fault.New(fault.NotFound, "fault.job_unknown")
	}
	err = v.r.ParseForm()
	if err != nil {
		return formFault(err)
	}
	partial := v.r.PostForm.Get("partial") == "yes"
	if len(checked.report.Errors) > 0 && !partial {
		return fault.New(fault.Conflict, "intake.not_sound", "n", len(checked.report.Errors))
	}
	in := *checked
	in.dryRun, in.partial, in.report = false, partial, nil
	v.redirect("/jobs/" + v.Jobs.Start(writeJob, in.key, in.name, v.inName(v.importing(&in))))
	return nil
}
