//! The disk as SQLite asks for it: a VFS of one's own that hands everything on to the usual one, and tells the disk.
//!
//! Only a sync is not handed on, for the real disk need not work for what is only played. Shape: SQLite's own shims
//! (`vfslog.c`, `vfstrace.c`): a file of ours in front of the usual one's within the same piece of memory.
#![expect(unsafe_code, reason = "SQLite's VFS is an interface of C")]

use std::{
    ffi::{CStr, OsStr, c_char, c_int, c_void},
    mem::size_of,
    os::unix::ffi::OsStrExt,
    path::Path,
    ptr,
    sync::{Arc, Once},
};

use rusqlite::ffi::{
    SQLITE_FULL, SQLITE_IOERR_DELETE, SQLITE_IOERR_FSYNC, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_TRUNCATE,
    SQLITE_IOERR_WRITE, SQLITE_OK, SQLITE_OPEN_CREATE, SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_SUPER_JOURNAL,
    SQLITE_OPEN_WAL, sqlite3_file, sqlite3_int64, sqlite3_io_methods, sqlite3_vfs, sqlite3_vfs_find,
    sqlite3_vfs_register,
};

use super::{Answer, Fault, Platter, Request};

const NAME: &CStr = c"counterfoil-test-disk";

/// An open file; the usual VFS's own follows it in memory.
#[repr(C)]
struct Shim {
    base: sqlite3_file,
    /// None for what lies on no test's disk.
    tracked: Option<Box<Tracked>>,
}

struct Tracked {
    platter: Arc<Platter>,
    file: usize,
    /// The first sync of a journal that was made also syncs its folder, as the usual VFS does it.
    syncs_folder: bool,
}

static METHODS: sqlite3_io_methods = sqlite3_io_methods {
    iVersion: 2, // With shared memory, without memory-mapped reading.
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// Makes the test's disk the way to every database that this process opens from now on.
pub fn register() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: SQLite knows a default VFS on every system; ours lives as long as the process.
        unsafe {
            let usual = sqlite3_vfs_find(ptr::null());
            let ours = Box::leak(Box::new(*usual));
            ours.szOsFile += size_of::<Shim>() as c_int;
            ours.zName = NAME.as_ptr();
            ours.pNext = ptr::null_mut();
            ours.pAppData = usual.cast();
            ours.xOpen = Some(open);
            ours.xDelete = Some(delete);
            assert_eq!(sqlite3_vfs_register(ours, 1), SQLITE_OK, "a VFS can be registered");
        }
    });
}

/// SAFETY: `vfs` is ours, whose data is the usual one.
unsafe fn usual_vfs(vfs: *mut sqlite3_vfs) -> *mut sqlite3_vfs {
    unsafe { (*vfs).pAppData.cast() }
}

/// SAFETY: `file` was opened by `open`.
unsafe fn usual_file(file: *mut sqlite3_file) -> *mut sqlite3_file {
    unsafe { file.cast::<Shim>().add(1).cast() }
}

/// SAFETY: `file` was opened by `open`, and SQLite uses it from one thread at a time.
unsafe fn tracked<'a>(file: *mut sqlite3_file) -> Option<&'a mut Tracked> {
    unsafe { (*file.cast::<Shim>()).tracked.as_deref_mut() }
}

/// Calls a method of the usual VFS's file.
macro_rules! hand_on {
    ($file:expr, $method:ident $(, $argument:expr)*) => {{
        // SAFETY: the usual VFS opened this file, and gave it every method of version 2.
        unsafe {
            let usual = usual_file($file);
            let method = (*(*usual).pMethods).$method.expect("the usual VFS has it");
            method(usual $(, $argument)*)
        }
    }};
}

/// SAFETY: `name` is null, or a path that SQLite ends with NUL.
unsafe fn path<'a>(name: *const c_char) -> Option<&'a Path> {
    if name.is_null() {
        return None;
    }
    Some(Path::new(OsStr::from_bytes(unsafe { CStr::from_ptr(name) }.to_bytes())))
}

unsafe extern "C" fn open(
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    file: *mut sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives `szOsFile` bytes for the file, room for ours and the usual one's.
    unsafe {
        let shim = file.cast::<Shim>();
        shim.write(Shim { base: sqlite3_file { pMethods: ptr::null() }, tracked: None });
        let usual = usual_vfs(vfs);
        (*usual_file(file)).pMethods = ptr::null();
        let open = (*usual).xOpen.expect("the usual VFS opens files");
        let code = open(usual, name, usual_file(file), flags, out_flags);
        if (*usual_file(file)).pMethods.is_null() {
            return code;
        }
        (*shim).base.pMethods = &raw const METHODS;
        if let Some((platter, name)) = path(name).and_then(Platter::of) {
            let file = platter.state().file_named(&name);
            let journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
            let syncs_folder = flags & SQLITE_OPEN_CREATE != 0 && flags & journals != 0;
            (*shim).tracked = Some(Box::new(Tracked { platter, file, syncs_folder }));
        }
        code
    }
}

unsafe extern "C" fn delete(vfs: *mut sqlite3_vfs, name: *const c_char, syncs_folder: c_int) -> c_int {
    // SAFETY: as `open`.
    unsafe {
        let usual = usual_vfs(vfs);
        let delete = (*usual).xDelete.expect("the usual VFS deletes files");
        let Some((platter, found)) = path(name).and_then(Platter::of) else {
            return delete(usual, name, syncs_folder);
        };
        let mut state = platter.state();
        if state.answer(Request::Delete) != Answer::Done {
            return SQLITE_IOERR_DELETE;
        }
        let code = delete(usual, name, 0);
        if code == SQLITE_OK {
            state.delete(&found, syncs_folder != 0);
        }
        code
    }
}

unsafe extern "C" fn close(file: *mut sqlite3_file) -> c_int {
    let code = hand_on!(file, xClose);
    // SAFETY: nothing is asked of a file any more that is closed.
    unsafe {
        (*file.cast::<Shim>()).tracked = None;
        (*file).pMethods = ptr::null();
    }
    code
}

unsafe extern "C" fn read(
    file: *mut sqlite3_file,
    into: *mut c_void,
    size: c_int,
    at: sqlite3_int64,
) -> c_int {
    hand_on!(file, xRead, into, size, at)
}

unsafe extern "C" fn write(
    file: *mut sqlite3_file,
    from: *const c_void,
    size: c_int,
    at: sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives `size` bytes at `from`.
    let (tracked, bytes) =
        unsafe { (tracked(file), std::slice::from_raw_parts(from.cast::<u8>(), size as usize)) };
    let Some(tracked) = tracked else { return hand_on!(file, xWrite, from, size, at) };
    let mut state = tracked.platter.state();
    let (written, code) = match state.answer(Request::Write) {
        Answer::Done => (size, SQLITE_OK),
        Answer::Refused(Fault::Full) => (size / 2, SQLITE_FULL),
        Answer::Refused(_) => (size / 2, SQLITE_IOERR_WRITE),
    };
    let handed_on = hand_on!(file, xWrite, from, written, at);
    if handed_on != SQLITE_OK {
        return handed_on;
    }
    state.write(tracked.file, at as u64, &bytes[..written as usize]);
    code
}

unsafe extern "C" fn truncate(file: *mut sqlite3_file, size: sqlite3_int64) -> c_int {
    // SAFETY: see `tracked`.
    let Some(tracked) = (unsafe { tracked(file) }) else { return hand_on!(file, xTruncate, size) };
    let mut state = tracked.platter.state();
    if state.answer(Request::Truncate) != Answer::Done {
        return SQLITE_IOERR_TRUNCATE;
    }
    let code = hand_on!(file, xTruncate, size);
    if code == SQLITE_OK {
        state.truncate(tracked.file, size as u64);
    }
    code
}

unsafe extern "C" fn sync(file: *mut sqlite3_file, flags: c_int) -> c_int {
    // SAFETY: see `tracked`.
    let Some(tracked) = (unsafe { tracked(file) }) else { return hand_on!(file, xSync, flags) };
    let mut state = tracked.platter.state();
    if state.answer(Request::Sync) != Answer::Done {
        return SQLITE_IOERR_FSYNC;
    }
    state.sync(tracked.file, std::mem::take(&mut tracked.syncs_folder));
    SQLITE_OK
}

unsafe extern "C" fn file_size(file: *mut sqlite3_file, size: *mut sqlite3_int64) -> c_int {
    hand_on!(file, xFileSize, size)
}

unsafe extern "C" fn lock(file: *mut sqlite3_file, level: c_int) -> c_int {
    hand_on!(file, xLock, level)
}

unsafe extern "C" fn unlock(file: *mut sqlite3_file, level: c_int) -> c_int {
    hand_on!(file, xUnlock, level)
}

unsafe extern "C" fn check_reserved_lock(file: *mut sqlite3_file, is_reserved: *mut c_int) -> c_int {
    hand_on!(file, xCheckReservedLock, is_reserved)
}

unsafe extern "C" fn file_control(file: *mut sqlite3_file, what: c_int, about: *mut c_void) -> c_int {
    hand_on!(file, xFileControl, what, about)
}

unsafe extern "C" fn sector_size(file: *mut sqlite3_file) -> c_int {
    hand_on!(file, xSectorSize)
}

unsafe extern "C" fn device_characteristics(file: *mut sqlite3_file) -> c_int {
    hand_on!(file, xDeviceCharacteristics)
}

unsafe extern "C" fn shm_map(
    file: *mut sqlite3_file,
    region: c_int,
    size: c_int,
    extends: c_int,
    found: *mut *mut c_void,
) -> c_int {
    // SAFETY: see `tracked`.
    if let Some(tracked) = unsafe { tracked(file) }
        && extends != 0
        && tracked.platter.state().answer(Request::Share) != Answer::Done
    {
        return SQLITE_IOERR_SHMSIZE;
    }
    hand_on!(file, xShmMap, region, size, extends, found)
}

unsafe extern "C" fn shm_lock(file: *mut sqlite3_file, from: c_int, count: c_int, flags: c_int) -> c_int {
    hand_on!(file, xShmLock, from, count, flags)
}

unsafe extern "C" fn shm_barrier(file: *mut sqlite3_file) {
    hand_on!(file, xShmBarrier);
}

unsafe extern "C" fn shm_unmap(file: *mut sqlite3_file, deletes: c_int) -> c_int {
    hand_on!(file, xShmUnmap, deletes)
}
