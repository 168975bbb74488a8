package org.puli.farm.decide;

import org.puli.api.view.WhyView;
import org.puli.farm.Farm;
import org.puli.farm.Job;
import org.puli.farm.Moment;
import org.puli.farm.Task;
import org.puli.farm.Worker;
import org.puli.farm.request.ExplainCommand;
import org.puli.farm.request.ExplainJob;
import org.puli.farm.request.ExplainWorker;
import org.puli.farm.schedule.Outlook;
import org.puli.farm.schedule.Why;

/** Questions of the kind "why isn't it running?". */
final class WhyDecisions {
    private final Why why;

    WhyDecisions(Why why) {
        this.why = why;
    }

    Decision<WhyView> explain(Farm farm, ExplainJob request, Moment now) {
        Job job = farm.findJob(request.job());
        return job == null ? Unknown.job(farm, request.job()) : Decision.of(f -> explain(job, now));
    }

    private WhyView explain(Job job, Moment now) {
        WhyView view = why.ofJob(job);
        return view.expectedAt(Outlook.notBefore(now, view.expectedAt()));
    }

    Decision<WhyView> explain(Farm farm, ExplainCommand request, Moment now) {
        Task task = farm.findTask(request.command());
        return task == null
                ? Unknown.command(request.command())
                : Decision.of(f -> explain(task, task.indexOf(request.command()), now));
    }

    private WhyView explain(Task task, int index, Moment now) {
        return why.ofCommand(task, index).expectedAt(why.outlook().ofCommand(task, index, now));
    }

    Decision<WhyView> explain(Farm farm, ExplainWorker request) {
        Worker worker = farm.findWorker(request.worker());
        return worker == null ? Unknown.worker(request.worker()) : Decision.of(f -> why.ofWorker(worker));
    }
}
