package org.puli.worker.logs;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.sync.AttemptRef;

/** The names of logs: {@code job-J/command-C.attempt-N.log}. Stateless. */
final class LogName {
    static final String JOBS = "job-*";

    private static final String ENDING = ".log";
    private static final Pattern FORM = Pattern.compile("command-(\\d{1,18})\\.attempt-(\\d{1,9})\\.log");

    private LogName() {}

    static String of(AttemptRef attempt) {
        return "command-" + attempt.command() + ".attempt-" + attempt.attempt() + ENDING;
    }

    static String of(JobId job) {
        return "job-" + job;
    }

    /** The attempt whose log, or what lies beside it, a file is; null when it is another file. */
    static @Nullable AttemptRef parse(Path file, String suffix) {
        String name = String.valueOf(file.getFileName());
        if (!name.endsWith(ENDING + suffix)) {
            return null;
        }
        Matcher matcher = FORM.matcher(name.substring(0, name.length() - suffix.length()));
        if (!matcher.matches()) {
            return null;
        }
        long command = Long.parseLong(matcher.group(1));
        int attempt = Integer.parseInt(matcher.group(2));
        return command < 1 || attempt < 1 ? null : new AttemptRef(new CommandId(command), attempt);
    }
}
