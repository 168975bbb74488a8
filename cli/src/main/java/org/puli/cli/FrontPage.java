package org.puli.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The help of {@code puli} itself: all verbs, grouped by what one wants to do. Stateless. */
final class FrontPage {
    private static final int WIDTH = 14;

    private FrontPage() {}

    static void installOn(CommandLine puli) {
        Map<String, CommandLine.IHelpSectionRenderer> sections = new LinkedHashMap<>(puli.getHelpSectionMap());
        sections.put(UsageMessageSpec.SECTION_KEY_SYNOPSIS, help -> "puli VERB ... , for example: puli job list\n");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "\n");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, FrontPage::verbs);
        sections.put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> """

                puli VERB --help tells more about each. The dispatcher is found by --server, else PULI_SERVER,
                else the config file, else at http://127.0.0.1:8004.
                """);
        puli.getCommandSpec().usageMessage().sectionMap(sections);
    }

    private static String verbs(Help help) {
        Help.Ansi.Text nothing = help.colorScheme().text("");
        StringBuilder text = new StringBuilder(nothing.toString());
        group(
                help,
                text,
                "Start here",
                List.of(List.of("demo", "a farm in one command: it renders a turntable while you watch")));
        group(
                help,
                text,
                "Send and steer work",
                List.of(
                        List.of("submit FILE", "send a job"),
                        List.of(
                                "job",
                                "list, show, set, clone, pause, resume, cancel, retry, done, skip, log, blocklist,"
                                        + " delete"),
                        List.of(
                                "command",
                                "list, show, log, cancel, retry, done, skip: the single frames or chunks of a job")));
        group(
                help,
                text,
                "Look after the farm",
                List.of(
                        List.of("farm show", "everything at a glance"),
                        List.of("worker", "list, show, pause, resume, drain, quarantine, release, set, tag, delete"),
                        List.of("pool", "list, create, edit, delete, add, remove: sets of workers"),
                        List.of("share", "list, create, edit, delete: how a pool is divided"),
                        List.of("license", "list, set: counted licenses"),
                        List.of("audit list", "who changed what, and when")));
        group(
                help,
                text,
                "Run a farm",
                List.of(
                        List.of("dispatcher run", "the one that shares the work"),
                        List.of("worker run", "one on each machine that renders"),
                        List.of("config, tls", "show, reload every setting; create a site's own certificates")));
        group(
                help,
                text,
                "This program",
                List.of(
                        List.of("completion", "a completion script for bash and zsh"),
                        List.of("version", "which Puli this is"),
                        List.of("build, test", "for developers: build what is stale, run every test"),
                        List.of("simulate", "for developers: whole farms in virtual time, with faults"),
                        List.of("bench, crash", "for developers: how fast it is, and what survives a kill")));
        return text.toString();
    }

    private static void group(Help help, StringBuilder text, String title, List<List<String>> lines) {
        text.append(help.colorScheme().ansi().string("@|bold " + title + "|@")).append('\n');
        for (List<String> line : lines) {
            text.append("  ")
                    .append(help.colorScheme().ansi().string("@|yellow " + line.getFirst() + "|@"))
                    .append(" ".repeat(Math.max(2, WIDTH + 2 - line.getFirst().length())))
                    .append(line.getLast())
                    .append('\n');
        }
    }
}
