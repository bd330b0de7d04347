using System.Globalization;
using TaskTracker.Cli;

// Figures and dates in files and on the command line look the same everywhere; pages and mails choose their language themselves.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var call = Commands.Root().Parse(args);
var exitCode = await call.InvokeAsync();
return call.Errors.Count > 0 ? ExitCode.WrongInput : exitCode;

/// <summary>Visible to the tests, which start the real program.</summary>
public sealed partial class Program;
