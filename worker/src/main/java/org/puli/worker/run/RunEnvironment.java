package org.puli.worker.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.puli.api.spec.FrameRange;
import org.puli.api.sync.RunDetails;
import org.puli.api.sync.RunOrder;

/**
 * The environment of an attempt, made from nothing: never a variable of the worker's own.
 *
 * @param all what the process gets
 * @param puli the part of it that may be named in the command's arguments
 */
record RunEnvironment(Map<String, String> all, Map<String, String> puli) {
    /** Makes it; {@code more} are variables of the worker's that only some attempts have. */
    static RunEnvironment of(
            RunOrder order,
            RunDetails details,
            RunSettings settings,
            Path scratch,
            String mark,
            Map<String, String> more) {
        Map<String, String> puli = puli(order, details, settings, scratch);
        puli.putAll(more);
        Map<String, String> all = basic(settings, scratch);
        all.putAll(details.environment());
        all.putAll(puli);
        all.put(RunMark.VARIABLE, mark);
        return new RunEnvironment(all, puli);
    }

    private static Map<String, String> basic(RunSettings settings, Path scratch) {
        Map<String, String> basic = new LinkedHashMap<>();
        basic.put("PATH", settings.path());
        basic.put("HOME", settings.home());
        basic.put("USER", settings.user());
        basic.put("LOGNAME", settings.user());
        basic.put("LANG", "C.UTF-8");
        basic.put("LC_ALL", "C.UTF-8");
        basic.put("TMPDIR", scratch.toString());
        return basic;
    }

    private static Map<String, String> puli(RunOrder order, RunDetails details, RunSettings settings, Path scratch) {
        Map<String, String> puli = new LinkedHashMap<>();
        puli.put("PULI_JOB", details.job().toString());
        puli.put("PULI_JOB_NAME", details.jobName());
        puli.put("PULI_TASK", details.task().toString());
        puli.put("PULI_TASK_NAME", details.taskName());
        puli.put("PULI_COMMAND", details.command().toString());
        puli.put("PULI_ATTEMPT", Integer.toString(order.attempt().attempt()));
        puli.put("PULI_LEASE", Long.toString(order.leaseId()));
        puli.put("PULI_OWNER", details.owner());
        puli.put("PULI_CORES", plain(details.cores()));
        puli.put("PULI_MEMORY", Long.toString(details.memoryBytes()));
        puli.put("PULI_SCRATCH", scratch.toString());
        puli.put("PULI_JAVA", settings.java().toString());
        FrameRange frames = details.frames();
        if (frames != null) {
            putFrames(frames, puli);
        }
        return puli;
    }

    private static void putFrames(FrameRange frames, Map<String, String> into) {
        into.put("PULI_FRAMES", frames.toString());
        into.put("PULI_FIRST", Integer.toString(frames.frameAt(0)));
        into.put("PULI_LAST", Integer.toString(frames.frameAt(frames.count() - 1)));
    }

    /** The same for a process that has only some of the frames. */
    RunEnvironment with(FrameRange frames) {
        Map<String, String> more = new LinkedHashMap<>(all);
        Map<String, String> named = new LinkedHashMap<>(puli);
        putFrames(frames, more);
        putFrames(frames, named);
        return new RunEnvironment(more, named);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    /** The form that a process takes, NAME=value. */
    List<String> entries() throws CannotStart {
        List<String> entries = new ArrayList<>(all.size());
        for (Map.Entry<String, String> entry : all.entrySet()) {
            String name = entry.getKey();
            if (name.isEmpty() || name.indexOf('=') >= 0) {
                throw new CannotStart("'" + name + "' cannot be the name of an environment variable");
            }
            entries.add(CommandPlan.checked(name + "=" + entry.getValue(), "environment variable " + name));
        }
        return entries;
    }
}
