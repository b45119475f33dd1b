namespace Grpc.Core;

/// <summary>The result codes of gRPC, as on the wire.</summary>
public enum StatusCode
{
    /// <summary>Not an error; returned on success.</summary>
    OK = 0,

    /// <summary>The call was cancelled, typically by the caller.</summary>
    Cancelled = 1,

    /// <summary>Unknown error, or an error from another address space without a code of its own.</summary>
    Unknown = 2,

    /// <summary>The caller gave an argument that is wrong whatever the state of the system.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended; it may have taken effect all the same.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something that the call names was not found.</summary>
    NotFound = 5,

    /// <summary>What the caller wanted to create exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known, but may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>Something has run out: a quota, a size limit, space.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the call needs; do not retry until it has been changed.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was given up, typically because of a lost race; retry at a higher level.</summary>
    Aborted = 10,

    /// <summary>The call went past the valid range, for instance beyond the end of a file.</summary>
    OutOfRange = 11,

    /// <summary>The method does not exist or is not supported here.</summary>
    Unimplemented = 12,

    /// <summary>An invariant of the system is broken.</summary>
    Internal = 13,

    /// <summary>The service is not available at the moment; retry with back-off.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or is damaged beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The call carries no valid credentials.</summary>
    Unauthenticated = 16,
}
