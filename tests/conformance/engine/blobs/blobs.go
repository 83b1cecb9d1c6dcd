// Package blobs is a blob store over local files whose references other processes can open too.
//
// Flyte's own local store names a file file://container/key, which means nothing outside of the process that configured
// it. A task's container is such a process, so references here are file:///absolute/path.
package blobs

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/flyteorg/flyte/flytestdlib/promutils"
	"github.com/flyteorg/flyte/flytestdlib/storage"
)

// Scheme is the scheme of every reference of the store.
const Scheme = "file"

// NewDataStore is Flyte's data store with its files below folder, an absolute path.
func NewDataStore(folder string, scope promutils.Scope) *storage.DataStore {
	protobufs := storage.NewDefaultProtobufStore(&store{base: Reference(folder)}, scope)
	return storage.NewCompositeDataStore(storage.NewURLPathConstructor(), protobufs)
}

// Reference is the reference of an absolute path.
func Reference(path string) storage.DataReference {
	name := url.URL{Scheme: Scheme, Path: path}
	return storage.DataReference(name.String())
}

// store implements storage.RawStore. What does not exist is reported as fs.ErrNotExist, which storage.IsNotFound knows.
type store struct {
	base storage.DataReference
}

// metadata is what Head knows of a file.
type metadata struct {
	exists bool
	size   int64
}

func (m metadata) Exists() bool       { return m.exists }
func (m metadata) Size() int64        { return m.size }
func (m metadata) Etag() string       { return "" }
func (m metadata) ContentMD5() string { return "" }

// Path is the path of a reference.
func Path(reference storage.DataReference) (string, error) {
	name, err := url.Parse(reference.String())
	if err != nil {
		return "", err
	}
	if name.Scheme != Scheme || name.Host != "" || !filepath.IsAbs(name.Path) {
		return "", fmt.Errorf("%s is no reference of a local file", reference)
	}
	return name.Path, nil
}

func (s *store) GetBaseContainerFQN(context.Context) storage.DataReference { return s.base }

func (s *store) CreateSignedURL(_ context.Context, reference storage.DataReference, _ storage.SignedURLProperties) (storage.SignedURLResponse, error) {
	return storage.SignedURLResponse{}, fmt.Errorf("local files have no signed URL: %s", reference)
}

func (s *store) Head(_ context.Context, reference storage.DataReference) (storage.Metadata, error) {
	name, err := Path(reference)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if os.IsNotExist(err) || (err == nil && info.IsDir()) {
		return metadata{}, nil
	}
	if err != nil {
		return nil, err
	}
	return metadata{exists: true, size: info.Size()}, nil
}

// List gives all files below a reference at once; the cursor is at the end from the start.
func (s *store) List(_ context.Context, reference storage.DataReference, _ int, _ storage.Cursor) ([]storage.DataReference, storage.Cursor, error) {
	folder, err := Path(reference)
	if err != nil {
		return nil, storage.NewCursorAtEnd(), err
	}
	var found []storage.DataReference
	err = filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, Reference(name))
		}
		return err
	})
	return found, storage.NewCursorAtEnd(), err
}

func (s *store) ReadRaw(_ context.Context, reference storage.DataReference) (io.ReadCloser, error) {
	name, err := Path(reference)
	if err != nil {
		return nil, err
	}
	return os.Open(name)
}

// WriteRaw writes beside the file and renames, because readers are other processes.
func (s *store) WriteRaw(_ context.Context, reference storage.DataReference, _ int64, _ storage.Options, raw io.Reader) error {
	name, err := Path(reference)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".partial-")
	if err != nil {
		return err
	}
	_, err = io.Copy(file, raw)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(file.Name(), name)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

func (s *store) CopyRaw(ctx context.Context, source, destination storage.DataReference, options storage.Options) error {
	reader, err := s.ReadRaw(ctx, source)
	if err != nil {
		return err
	}
	defer reader.Close()
	content, err := io.ReadAll(reader)
	if err != nil {
		return err
	}
	return s.WriteRaw(ctx, destination, int64(len(content)), options, bytes.NewReader(content))
}

func (s *store) Delete(_ context.Context, reference storage.DataReference) error {
	name, err := Path(reference)
	if err != nil {
		return err
	}
	return os.Remove(name)
}
