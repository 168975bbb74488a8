package org.puli.worker.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lets a command outlive the worker: a parent that stays when the worker goes, and never asks how its child ended,
 * so that the kernel remembers that for whoever looks. A shell forks the command's first process, which stops at once,
 * and then becomes a sleeping process of about 0.3 MB. The first process goes on when the worker has noted it, and
 * becomes the program in a session of its own.
 *
 * @param bash the shell that forks; another one would not become the last program of a pipeline
 * @param env gives the program its environment and nothing else
 * @param setsid gives it its session
 * @param sleep what the keeper is
 */
record Keeper(Path bash, Path env, Path setsid, Path sleep) {
    /** The variable in the keeper's environment that tells whose it is: the mark of its attempt. */
    static final String VARIABLE = "PULI_RUN_KEEPER";

    /** The programs it is made of, and where they come from. */
    static final String NEEDS = "bash, env and sleep (coreutils) and setsid (util-linux)";

    private static final String STOPPED_CHILD = "{ kill -STOP $BASHPID; exec \"$@\"; } >&3 3>&-";
    /** The one that can be made of the programs in some folders; null when one of them is missing. */
    static @Nullable Keeper find(String path) {
        try {
            return new Keeper(
                    program("bash", path), program("env", path), program("setsid", path), program("sleep", path));
        } catch (CannotStart missing) {
            return null;
        }
    }

    private static Path program(String name, String path) throws CannotStart {
        return ProgramPath.find(name, Path.of("/"), path);
    }

    /** The shell's line that runs a command with an environment. It reads no file and no variable of its own. */
    List<String> words(List<String> environment, List<String> command) {
        String quoted = "'" + sleep.toString().replace("'", "'\\''") + "'";
        String sleeper = "{ cd /; exec -a puli-keeper " + quoted + " 2147483647 </dev/null >/dev/null 2>&1 3>&-; }";
        String script = "shopt -s lastpipe; exec 3>&1; " + STOPPED_CHILD + " | " + sleeper;
        List<String> words = new ArrayList<>(List.of(bash.toString(), "-p", "-c", script, "bash"));
        words.addAll(List.of(env.toString(), "-i", "--"));
        words.addAll(environment);
        words.add(setsid.toString());
        words.addAll(command);
        return words;
    }

    /** What the first process is before it becomes the command's program, one after the other. */
    List<List<String>> links() {
        return List.of(List.of(bash.toString()), List.of(env.toString()), List.of(setsid.toString()));
    }
}
