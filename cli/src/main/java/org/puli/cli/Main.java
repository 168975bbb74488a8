package org.puli.cli;

import java.io.PrintStream;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.puli.api.CommandId;
import org.puli.api.JobId;
import org.puli.api.LicenseName;
import org.puli.api.Names;
import org.puli.api.PoolName;
import org.puli.api.WorkerName;
import org.puli.cli.shared.Outlet;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The command line: every verb that is not a program of its own. */
public final class Main {
    private Main() {}

    /** Runs a verb and ends the process with its exit code. */
    public static void main(String... arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Runs a verb and returns its exit code. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        Outlet output = new Outlet(out);
        Outlet errors = new Outlet(err);
        int code = commandLine().setOut(output).setErr(errors).execute(TagWords.plain(arguments));
        output.flush();
        errors.flush();
        return code;
    }

    private static CommandLine commandLine() {
        CommandLine puli = new CommandLine(new Puli());
        OtherPrograms.addTo(puli);
        FrontPage.installOn(puli);
        // An argument of a command that is sent may begin with @; nobody means a file of options by it.
        puli.setExpandAtFiles(false);
        return NumberWords.register(puli)
                .registerConverter(JobId.class, number("job", JobId::new))
                .registerConverter(CommandId.class, number("command", CommandId::new))
                .registerConverter(WorkerName.class, name("worker", WorkerName::new))
                .registerConverter(PoolName.class, name("pool", PoolName::new))
                .registerConverter(LicenseName.class, name("license", LicenseName::new))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO));
    }

    private static <T> ITypeConverter<T> number(String what, LongFunction<T> make) {
        return text -> {
            if (!text.matches("[1-9]\\d{0,17}")) {
                throw new TypeConversionException(
                        "'" + text + "' is not a " + what + " number; it is a whole number from 1");
            }
            return make.apply(Long.parseLong(text));
        };
    }

    private static <T> ITypeConverter<T> name(String what, Function<String, T> make) {
        return text -> {
            String problem = Names.IDENTIFIER.problemWith(text);
            if (!problem.isEmpty()) {
                throw new TypeConversionException("the " + what + " name '" + text + "' " + problem);
            }
            return make.apply(text);
        };
    }
}
