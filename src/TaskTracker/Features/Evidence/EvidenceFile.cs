namespace TaskTracker.Features.Evidence;

/// <summary>What a file is, by its content; nothing else is taken.</summary>
internal enum EvidenceKind { Pdf, Docx, Xlsx, Pptx, Ofd, Doc, Xls, Png, Jpeg, Text }

/// <summary>What the file is to show.</summary>
public enum EvidencePurpose { Report, Extension, Completion }

/// <summary>佐证材料: a file beside a report, an extension or a completion. Its content lies in <see cref="EvidenceStore"/> under its hash.</summary>
internal sealed class EvidenceFile
{
    public const int LongestFileName = 200;

    public int Id { get; init; }
    public int ResponsibilityId { get; init; }

    /// <summary>The report that it belongs to; null where it belongs to none, or none yet.</summary>
    public int? ReportId { get; set; }

    public EvidencePurpose Purpose { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>As it was given, without what a name must not have; shown and proposed for saving, never a path.</summary>
    public required string FileName { get; init; }

    public EvidenceKind Kind { get; init; }
    public long Bytes { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
}

/// <summary>Limits and places of evidence files.</summary>
internal sealed class EvidenceOptions
{
    /// <summary>Shared by all nodes; empty: <c>evidence</c> in the data folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>MB of one file.</summary>
    public int LargestFile { get; set; } = 20;

    /// <summary>Files of one form; put in by themselves, those of one report, or of a responsibility's extensions or completions.</summary>
    public int MostFiles { get; set; } = 10;

    /// <summary>MB that one person may put in within a day.</summary>
    public int LargestDay { get; set; } = 200;

    /// <summary>A program that is called with the file's path and ends with 0 where the file is clean, e.g. <c>/usr/bin/clamdscan --no-summary --fdpass</c>. Empty: nothing is scanned.</summary>
    public string Scanner { get; set; } = "";

    /// <summary>Seconds after which a scan counts as failed, and the file is refused.</summary>
    public int ScannerTimeout { get; set; } = 60;
}

/// <summary>Why a file was not taken.</summary>
internal enum EvidenceRefusal
{
    NoResponsibility, NotInForce, NoReport, Empty, TooLarge, TooMany, TooMuchToday, KindUnknown, KindDiffers, Mixed, Damaged, Unpacks, Macros, Encrypted, Infected, ScannerFailed, NoRoom, Busy,
}
