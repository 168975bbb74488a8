package org.puli.worker.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which programs a command line starts, as far as that can be seen: the first word, behind programs that only start
 * another one ({@code nice}, {@code env}, {@code xvfb-run}…), and in a shell's line the first word of each of its
 * commands. Names are without folder, without {@code .exe} and the like, and without a version: {@code
 * /opt/Nuke15.1v3/Nuke15.1} is {@code Nuke}.
 */
final class ProgramNames {
    /** Words that are looked at behind a program that starts another one. */
    private static final int MOST_WORDS = 24;

    private static final int LONGEST_LINE = 20_000;
    private static final Set<String> STARTERS = Set.of(
            "env",
            "nice",
            "ionice",
            "nohup",
            "time",
            "timeout",
            "stdbuf",
            "taskset",
            "setsid",
            "setpriv",
            "prlimit",
            "chrt",
            "numactl",
            "unbuffer",
            "xvfb-run",
            "exec",
            "command",
            "catchsegv",
            "rez",
            "rez-env",
            "ecosystem");
    private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "zsh", "ksh", "csh", "tcsh");
    private static final Pattern SEPARATORS = Pattern.compile("[;&|()\n`]+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
    private static final Pattern EXTENSION =
            Pattern.compile("\\.(?:exe|bin|sh|csh|bat|cmd|com|py|bash)$", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("[-_ ]?v?\\d+(?:[._v-]\\d+)*$");

    private ProgramNames() {}

    /** The names of the programs that a command line starts, the likeliest first. */
    static List<String> of(List<String> arguments) {
        List<String> names = new ArrayList<>();
        collect(arguments, names);
        return names.stream().distinct().toList();
    }

    private static void collect(List<String> words, List<String> names) {
        for (int i = 0; i < Math.min(words.size(), MOST_WORDS); i++) {
            String word = words.get(i);
            if (ASSIGNMENT.matcher(word).matches()) {
                continue;
            }
            String name = plain(word);
            names.add(name);
            if (SHELLS.contains(name)) {
                shell(words.subList(i + 1, words.size()), names);
                return;
            }
            boolean isFirst = names.size() == 1 || !STARTERS.contains(names.getFirst());
            if (isFirst && !STARTERS.contains(name)) {
                return;
            }
        }
    }

    /** What stands behind {@code -c} is a line of commands; else the shell's first word is a script. */
    private static void shell(List<String> words, List<String> names) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-") && word.endsWith("c") && i + 1 < words.size()) {
                line(words.get(i + 1), names);
                return;
            }
            if (!word.startsWith("-")) {
                names.add(plain(word));
                return;
            }
        }
    }

    private static void line(String line, List<String> names) {
        String cut = line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
        for (String part : SEPARATORS.split(cut, -1)) {
            List<String> words = BLANKS.splitAsStream(part.strip())
                    .map(word -> word.replace("'", "").replace("\"", ""))
                    .filter(word -> !word.isEmpty())
                    .toList();
            List<String> inner = new ArrayList<>();
            collect(words, inner);
            names.addAll(inner);
        }
    }

    /** The name of an executable without folder, extension and version. */
    static String plain(String word) {
        String base = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
        String bare = EXTENSION.matcher(base).replaceFirst("");
        String name = VERSION.matcher(bare).replaceFirst("");
        return name.isEmpty() ? base.toLowerCase(Locale.ROOT) : name;
    }
}
